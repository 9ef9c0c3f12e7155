/** Makes the examples of docs/dedup.md anew: `node tests/dedup-service/write-docs.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { docParts, withParts } from "./doc-examples.ts";

const file = path.join(import.meta.dirname, "..", "..", "docs", "dedup.md");
writeFileSync(file, withParts(readFileSync(file, "utf8"), await docParts()));
