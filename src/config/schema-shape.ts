import { z } from "zod";

import type { Path } from "./problem.ts";
import { configSchema } from "./schema.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

const root: JsonSchema = z.toJSONSchema(configSchema, { io: "input" });

/** The keys that are known at a place of the config. */
export function keysAt(path: Path): readonly string[] {
  let schema: JsonSchema | undefined = root;
  for (const step of path) schema = schema === undefined ? undefined : childOf(schema, step);
  return Object.keys(schema?.properties ?? {});
}

/** The sections (`poll`, `posts` …) that have a key of this name: where a key on the wrong level belongs. */
export function sectionsWith(key: string): readonly string[] {
  return Object.entries(root.properties ?? {}).flatMap(([section, schema]) => {
    const inside = typeof schema === "object" ? (childOf(schema, 0) ?? schema) : undefined;
    return inside?.properties !== undefined && Object.hasOwn(inside.properties, key)
      ? [section]
      : [];
  });
}

function childOf(schema: JsonSchema, step: string | number): JsonSchema | undefined {
  const child = typeof step === "number" ? schema.items : schema.properties?.[step];
  return typeof child === "object" && !Array.isArray(child) ? child : undefined;
}
