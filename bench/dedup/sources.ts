import { createHash } from "node:crypto";
import type { Source } from "../../src/model/source.ts";

export function sourceOf(url: string): Source {
  return {
    id: createHash("sha256").update(url).digest("hex").slice(0, 12),
    url,
    publicUrl: url,
    secrets: [],
    name: null,
    tags: [],
    schedule: null,
    minIntervalMs: 3_600_000,
    maxIntervalMs: 86_400_000,
    fullText: false,
    futureDates: "clamp",
    limit: 0,
    headers: {},
    proxy: null,
    allowInsecureTls: false,
    isPrivate: false,
    keep: [],
    drop: [],
    enabled: true,
  };
}
