import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { jsonSchemaText } from "../../src/config/json-schema.ts";

/** All names of keys in a JSON schema. */
function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]: [string, unknown]) => {
    const isKeys = name === "properties" && typeof value === "object" && value !== null;
    return [...(isKeys ? Object.keys(value) : []), ...keysIn(value)];
  });
}

test("docs/config.md names every key of the config", async () => {
  const text = await readFile(new URL("../../docs/config.md", import.meta.url), "utf8");
  const words = new Set(text.match(/(?<=[`.])\w+(?=`)/g));
  const keys = keysIn(JSON.parse(jsonSchemaText()));
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => !words.has(key))).toEqual([]);
});
