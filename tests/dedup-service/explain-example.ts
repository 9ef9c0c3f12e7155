import { explanationText } from "../../src/cli/explain-text.ts";
import { explainAddress } from "../../src/explain/explain-address.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { atomOf } from "./atom.ts";
import { blogUrl, paperUrl, type Example } from "./examples.ts";
import { Planet } from "./planet.ts";

/** Polls the example's entries into a real store and asks about the first. */
export async function explainExample({ first, second, dedup }: Example): Promise<Explanation> {
  const settings = dedup === undefined ? "" : `dedup: ${dedup}`;
  await using planet = await Planet.start([blogUrl, paperUrl], settings);
  planet.now = Date.UTC(2024, 2, 1, 18);
  await planet.poll(blogUrl, atomOf("Walks", [first]));
  const isOneSource = second.feed === undefined;
  await planet.poll(
    isOneSource ? blogUrl : paperUrl,
    atomOf(isOneSource ? "Walks" : "Paper", [second]),
  );
  return await explainAddress(planet.store, first.url ?? "", {
    config: planet.config,
    siteUrl: "http://localhost:8080/",
    now: planet.now,
  });
}

/** The lines of an explanation that say why the entries of its first article are together, or apart from others. */
export function excerptOf({ articles }: Explanation, part: "joined" | "apart"): string {
  const first = { address: "", articles: articles.slice(0, 1), pruned: [] };
  const lines = explanationText(first).trimEnd().split("\n");
  const end = lines.findIndex((line) => /^(?:Kept apart from|Nothing like it)/.test(line));
  if (part === "apart") return [lines[0], ...lines.slice(end)].join("\n");
  const isWanted = (line: string): boolean => /^\w|^ {2}\w+: http|^ {4}joined|, edited /.test(line);
  return lines.slice(0, end).filter(isWanted).join("\n");
}
