import { z } from "zod";

import { configSchema } from "./schema.ts";

const FEED_ADDRESS = { type: "string", description: "Address of the feed." } as const;

/** The config's JSON Schema, for editors; config/schema.json is this text. */
export function jsonSchemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
}

function jsonSchema(): z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(configSchema, { io: "input" });
  const feeds = schema.properties?.["feeds"];
  // load.ts turns a bare address into { url } before the zod schema sees it; editors see the file as it is.
  if (typeof feeds === "object" && typeof feeds.items === "object" && !Array.isArray(feeds.items)) {
    feeds.items = { anyOf: [FEED_ADDRESS, feeds.items] };
  }
  return { title: "Feedloom configuration", ...schema };
}
