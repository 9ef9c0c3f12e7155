import { createHash } from "node:crypto";

import type { Source } from "../model/source.ts";
import { isSecretHeader } from "./header.ts";
import type { ConfiguredFeed } from "./schema-feed.ts";
import { secretsInAddress } from "./userinfo.ts";
import { hideUserinfo } from "./web-address.ts";

export type SourceContext = {
  readonly writtenUrl: string;
  /** What `${NAME}` stood for in its address, headers and proxy. */
  readonly secrets: readonly string[];
  /** Of the whole config. */
  readonly minIntervalMs: number;
  readonly maxIntervalMs: number;
};

/**
 * A source from its entry in the file. `writtenUrl` is the address with `${NAME}` unfilled: the id is made from it, so
 * that no secret is hashed into a published address and a rotated token keeps the source's row.
 */
export function sourceFrom(
  feed: ConfiguredFeed,
  { writtenUrl, secrets, ...all }: SourceContext,
): Source {
  const { minInterval, private: isPrivate, ...same } = feed;
  const minIntervalMs = minInterval ?? all.minIntervalMs;
  return {
    ...same,
    id: sourceId(writtenUrl),
    publicUrl: hideUserinfo(writtenUrl.trim()),
    secrets,
    minIntervalMs,
    maxIntervalMs: Math.max(minIntervalMs, all.maxIntervalMs),
    isPrivate,
  };
}

/** First 12 hex digits of SHA-256 of the configured address, trimmed, `${NAME}` unfilled. */
export function sourceId(writtenUrl: string): string {
  return createHash("sha256").update(writtenUrl.trim()).digest("hex").slice(0, 12);
}

const AUTH_SCHEME = /^(?:bearer|basic|digest|token|apikey)$/i;

/** What of a source must never be shown: userinfo of its addresses, header values. */
export function secretsOfSource({ url, proxy, headers }: Source): readonly string[] {
  const fromHeaders = Object.entries(headers).flatMap(([name, value]) =>
    isSecretHeader(name)
      ? [value, ...value.split(/[\s;,]+/).filter((word) => !AUTH_SCHEME.test(word))]
      : [],
  );
  return [
    ...secretsInAddress(url),
    ...(proxy === null ? [] : secretsInAddress(proxy)),
    ...fromHeaders,
  ];
}
