import { createHash } from "node:crypto";
import type { Config } from "./model/config.ts";
import { version } from "./version.ts";

/** Names what shapes all documents beside the posts: another text, other bytes. The file's time would not tell (`cp -p`). */
export function shapingOf(config: Config, siteUrl: string): string {
  const settings = JSON.stringify({ version, siteUrl, config }, (_key, value: unknown) =>
    value instanceof RegExp ? String(value) : value,
  );
  return createHash("sha256").update(settings).digest("hex");
}
