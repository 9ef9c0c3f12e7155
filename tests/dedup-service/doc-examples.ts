import { explanationText } from "../../src/cli/explain-text.ts";
import { joinExamples, refreshedExample, refusalExamples } from "./examples.ts";
import { excerptOf, explainExample } from "./explain-example.ts";

/** What each reason means, for people. */
const joinWords: Readonly<Record<keyof typeof joinExamples, string>> = {
  "asked-for": "You said so in `dedup.always`.",
  "same-guid-elsewhere":
    "Two sources give one guid that names one article in the world (an address, `tag:`, `urn:`, a token), and title, text or address agree.",
  "same-address":
    "The addresses are equal apart from what never names an article: `utm_…` and the like, `http`/`https`, `www.`, AMP paths, a trailing slash, known redirectors.",
  "same-article-number":
    "One site, one article number, another section or slug; titles or texts agree.",
  "named-original": "The text says “Originally published at …” and links to the other.",
  "republished-from":
    "The entry names the other's feed as its source (`atom:source`), same title, about the same time.",
  "same-text": "Two sources, titles alike, texts alike, close in time.",
  "credit-line": "The text begins with the name of the other house and holds what it wrote.",
  "same-opening": "One text is the beginning of the other: an excerpt under another headline.",
  moved: "One source: the old article under a new address or guid.",
};

const refusalWords: Readonly<Record<keyof typeof refusalExamples, string>> = {
  "asked-for": "You said so in `dedup.never`.",
  "switched-off": "`dedup.enabled` is `false`.",
  comment: "A comment or an answer is no copy of its post.",
  "link-post": "A post about the page that it links to, with words of its own.",
  "other-media": "Another audio or video file: two episodes share their notes.",
  "article-and-video": "A clip and an article share a headline.",
  "other-number": "Numbers, versions, parts, days or months in the titles differ.",
  "other-kind": "A reply, a correction, a gallery … of the article.",
  "shared-page": "One address (or guid) on different articles.",
  "generic-title": "The title names no article, and the texts do not say enough.",
  "other-day": "Alike, but too far apart in time.",
  "other-text": "The titles agree, the texts do not.",
  "other-title": "The texts agree, the titles do not: a standing text.",
  "same-source": "Within one source likeness is no evidence: templates, series, daily posts.",
  "nothing-in-common": "They share an opening or a phrase, and nothing that counts.",
};

/** The parts of docs/dedup.md that are made by the program, by the name of their place there. */
export async function docParts(): Promise<Readonly<Record<string, string>>> {
  const whole = await explainExample(joinExamples["same-address"]);
  const refreshed = await explainExample(refreshedExample);
  return {
    refreshed: block(excerptOf(refreshed, "joined")),
    whole: block(explanationText(whole).trimEnd()),
    joins: await sections(joinWords, joinExamples, "joined"),
    refusals: await sections(refusalWords, refusalExamples, "apart"),
  };
}

async function sections<Reason extends string>(
  wordsOf: Readonly<Record<Reason, string>>,
  examples: Readonly<Record<Reason, (typeof joinExamples)["moved"]>>,
  part: "joined" | "apart",
): Promise<string> {
  const written: string[] = [];
  for (const [reason, text] of Object.entries<string>(wordsOf)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the record above.
    const explanation = await explainExample(examples[reason as Reason]);
    written.push(`**\`${reason}\`** ${text}\n\n${block(excerptOf(explanation, part))}`);
  }
  return written.join("\n\n");
}

function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

/** The document with its made parts made anew. */
export function withParts(document: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from === -1 || to === -1) throw new Error(`The document has no place for ${name}.`);
    return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
  }, document);
}
