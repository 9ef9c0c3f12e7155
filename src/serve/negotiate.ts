import type { Encoding, Rendered } from "./rendered.ts";

export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Whether the client has these bytes already (RFC 9110 13.2.2): If-None-Match decides, weakly compared, and
 * If-Modified-Since only where there is none, and not where it names a time to come (13.1.3).
 */
export function isNotModified(headers: RequestHeaders, rendered: Rendered): boolean {
  const tags = headers["if-none-match"];
  if (typeof tags === "string") return matchesTag(tags, rendered.etag);
  const since = headers["if-modified-since"];
  const sinceMs = typeof since === "string" ? Date.parse(since) : Number.NaN;
  // Of two changes within a second the later is dated a second ahead.
  const latestMs = Math.max(Date.now(), rendered.lastModifiedMs);
  return rendered.lastModifiedMs <= sinceMs && sinceMs <= latestMs;
}

function matchesTag(list: string, etag: string): boolean {
  if (list === etag) return true;
  const opaque = etag.replace(/^W\//, "");
  return list
    .split(",")
    .map((tag) => tag.trim())
    .some((tag) => tag === "*" || tag.replace(/^W\//, "") === opaque);
}

/** The best encoding the client accepts (RFC 9110 12.5.3); plain where it says nothing. */
export function chooseEncoding(headers: RequestHeaders, rendered: Rendered): Encoding {
  const accepted = headers["accept-encoding"];
  if (!rendered.isCompressible || typeof accepted !== "string") return "identity";
  return knownChoices.get(accepted) ?? learnChoice(accepted);
}

/** Clients send few different fields; reading one costs more than the rest of a 304. */
const knownChoices = new Map<string, Encoding>();
const maxKnownChoices = 100;

function learnChoice(accepted: string): Encoding {
  const encoding = readChoice(accepted);
  if (knownChoices.size < maxKnownChoices && accepted.length < 200) {
    knownChoices.set(accepted, encoding);
  }
  return encoding;
}

function readChoice(accepted: string): Encoding {
  const weights = new Map(accepted.slice(0, 1_000).split(",").map(parseCoding));
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get("*") ?? 0;
  if (weightOf("br") > 0 && weightOf("br") >= weightOf("gzip")) return "br";
  return weightOf("gzip") > 0 ? "gzip" : "identity";
}

/** `gzip;q=0.5` → ["gzip", 0.5] */
function parseCoding(part: string): [string, number] {
  const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="));
  return [name, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
}
