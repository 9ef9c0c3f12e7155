import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { hostileDocuments } from "./hostile-documents.ts";
import { readBytes } from "./read-bytes.ts";

// Each takes far less than two seconds on an idle machine (bench/parse/hostile.ts); quadratic reading would take minutes.
const patienceMs = 10_000;

test.each(hostileDocuments)("$name: read or refused, never stuck", ({ make, outcome }) => {
  const bytes = Buffer.from(make());
  const startedAt = performance.now();
  const read = readBytes(bytes);
  expect("entries" in read ? read.entries.length : read.reason).toBe(outcome);
  expect(performance.now() - startedAt).toBeLessThan(patienceMs);
});
