import type { DerivedEntry } from "../../src/model/entry.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";
import { parsedEntry } from "./benchmark-entry.ts";

/** Words of the language that the entries are written in; the n-th is said as often as 1/n (Zipf). */
const vocabulary = Array.from({ length: 50_000 }, (_, rank) => letters(rank));
const wordsInBlock = 50;
/** Titles that come again and again ("Minutes of the harbour board"). */
const standingTitles = 100;

export type SyntheticPlace = {
  readonly feedUrl: string;
  readonly publishedAt: number;
  readonly blocks: number;
  /** One of a hundred, or words of its own. */
  readonly hasStandingTitle: boolean;
};

/** An entry that is like others only as texts of one language are; always the same for one number. */
export function syntheticEntry(number: number, place: SyntheticPlace): ParsedEntry {
  const { feedUrl, publishedAt, hasStandingTitle } = place;
  const say = speaker(number);
  const blocks = Array.from({ length: place.blocks }, () => say(wordsInBlock));
  return parsedEntry({
    feedUrl,
    guid: `tag:measured.example,2024:${number}`,
    url: new URL(`/${say(3).replaceAll(" ", "-")}-${letters(number)}`, feedUrl).href,
    title: hasStandingTitle ? standingTitle(number) : say(8),
    summary: null,
    contentHtml: blocks.map((block) => `<p>${block}</p>`).join(""),
    author: "Jo Doe",
    published: new Date(publishedAt).toISOString(),
  });
}

/** As `deriveEntry` makes it of a synthetic entry, in a hundredth of the time. */
export function derivedQuickly(parsed: ParsedEntry): DerivedEntry {
  const html = parsed.content?.value ?? "";
  const blocks = html.slice("<p>".length, -"</p>".length).split("</p><p>");
  return {
    title: parsed.title?.value ?? null,
    summaryHtml: null,
    contentHtml: html,
    authors: parsed.authors,
    categories: [],
    enclosures: [],
    image: null,
    text: {
      kind: "content",
      blocks,
      hasMore: false,
      words: blocks.length * wordsInBlock,
      cjkCharacters: 0,
    },
  };
}

function standingTitle(number: number): string {
  return `standing minutes of ${letters(7_000 + (number % standingTitles))} harbour board`;
}

/** Says so many words at a time. */
function speaker(seed: number): (count: number) => string {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  const word = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return vocabulary[Math.floor(vocabulary.length ** (state / 2 ** 32))] ?? "";
  };
  return (count) => Array.from({ length: count }, word).join(" ");
}

/** A number as a word without digits, two letters or more. */
function letters(number: number): string {
  return number.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "") + "e";
}
