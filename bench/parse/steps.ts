import { createHash } from "node:crypto";
import { candidateKeys, featuresOf } from "../../src/dedup/features.ts";
import { identities } from "../../src/dedup/identity.ts";
import { cleanAuthors } from "../../src/entries/clean-authors.ts";
import { cleanCategories } from "../../src/entries/clean-categories.ts";
import { cleanEnclosures } from "../../src/entries/clean-enclosures.ts";
import { cleanTitle } from "../../src/entries/clean-title.ts";
import { coverImage } from "../../src/entries/cover-image.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import { entryText } from "../../src/entries/entry-text.ts";
import { cleanHtml, type CleanHtml } from "../../src/markup/sanitise.ts";
import { readTree } from "../../src/markup/tree.ts";
import type { ParsedEntry, Text } from "../../src/model/feed.ts";
import { canonicalFeed } from "../../src/parse/canonical-feed.ts";
import { decodeText } from "../../src/parse/charset.ts";
import { feedDocument } from "../../src/parse/feed-document.ts";
import { findFeed } from "../../src/parse/feed-root.ts";
import { mapFeed } from "../../src/parse/rss-mapping.ts";
import type { BenchDocument } from "./documents.ts";

export const steps = [
  "bytes → text",
  "tree",
  "canonical",
  "rss-parser",
  "mapping",
  "sanitise",
  "text",
  "titles, names, images",
  "identities, features",
  "JSON, hash",
] as const;
type Step = (typeof steps)[number];

/** Milliseconds of each step of the reading path over XML documents, taken apart at the seams of the stations. */
export class StepClock {
  readonly spent = new Map<Step, number>();

  read({ bytes, contentType, url }: BenchDocument): void {
    const text = this.#time("bytes → text", () => decodeText(bytes, contentType));
    if (/^\s*\{/.test(text)) return;
    const tree = this.#time("tree", () => readTree(text));
    const feed = this.#time("canonical", () => {
      const found = findFeed(tree, url);
      return found === null ? null : canonicalFeed(found);
    });
    if (feed === null) return;
    const mapped = this.#time("rss-parser", () => mapFeed(feed));
    const document = this.#time("mapping", () =>
      feedDocument(feed.format, mapped, { isWhole: true }),
    );
    this.#time("identities, features", () =>
      identities(document.entries, { guid: false, link: false }),
    );
    for (const entry of document.entries) this.#derive(entry, url);
  }

  #derive(entry: ParsedEntry, feedUrl: string): void {
    const place = { baseUrl: entry.baseUrl ?? entry.url, pageUrl: entry.url };
    const clean = (text: Text | null): CleanHtml | null =>
      text?.type === "html" ? cleanHtml(text.value, place) : null;
    const content = this.#time("sanitise", () => clean(entry.content));
    const isRepeated = entry.summary?.value === entry.content?.value;
    const summary = this.#time("sanitise", () => (isRepeated ? content : clean(entry.summary)));
    this.#time("text", () => entryText(content?.html ?? null, summary?.html ?? null));
    this.#time("titles, names, images", () => {
      cleanTitle(entry.title);
      cleanAuthors(entry.authors);
      cleanCategories(entry.categories);
      cleanEnclosures(entry.enclosures);
      coverImage(entry.images, [...(content?.images ?? []), ...(summary?.images ?? [])]);
    });
    this.#features(entry, deriveEntry(entry), feedUrl);
  }

  #features(entry: ParsedEntry, derived: ReturnType<typeof deriveEntry>, feedUrl: string): void {
    const features = this.#time("identities, features", () => {
      const made = featuresOf(entry, derived, { sourceId: "bench", feedUrl });
      candidateKeys(made);
      return made;
    });
    this.#time("JSON, hash", () => {
      const raw = JSON.stringify(entry);
      JSON.stringify(derived);
      JSON.stringify(features);
      return createHash("sha256").update(raw).digest("hex");
    });
  }

  #time<T>(step: Step, work: () => T): T {
    const startedAt = performance.now();
    const result = work();
    this.spent.set(step, (this.spent.get(step) ?? 0) + performance.now() - startedAt);
    return result;
  }
}
