import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { docParts, withParts } from "./doc-examples.ts";

it("docs/dedup.md shows what explain says today (write-docs.ts makes it anew)", async () => {
  const file = path.join(import.meta.dirname, "..", "..", "docs", "dedup.md");
  const document = readFileSync(file, "utf8");
  expect(withParts(document, await docParts())).toBe(document);
});
