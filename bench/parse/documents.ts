import { readFileSync } from "node:fs";
import path from "node:path";
import type { CorpusCase } from "../../tests/support/corpus-server.ts";
import { sharedPath } from "../../tests/support/shared.ts";
import { ownDocuments } from "./own-documents.ts";

export type BenchDocument = {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string;
};

/** The captured feeds of the corpus where it is there, else documents of our own in their proportions. */
export function benchDocuments(): readonly BenchDocument[] {
  const corpus = sharedPath("corpus");
  return corpus === null ? ownDocuments() : capturedFeeds(corpus);
}

function capturedFeeds(corpus: string): readonly BenchDocument[] {
  const lines = readFileSync(path.join(corpus, "open.jsonl"), "utf8").trim().split("\n");
  return lines
    .map((line) => JSON.parse(line) as CorpusCase)
    .filter(({ category }) => category === "real" || category === "real-broken")
    .map(({ file, contentType }) => ({
      bytes: readFileSync(path.join(corpus, file)),
      contentType,
      url: "https://blog.example/feed.xml",
    }));
}
