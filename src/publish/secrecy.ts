import type { Source } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import { percentDecoded, readingsOf } from "../model/percent-encoding.ts";

/** What of a source must not stand in anything published; feeds repeat the address they were asked for. */
export type Secrecy = {
  /** Whether an address holds a secret, or is the address of a feed that is not told. */
  readonly covers: (address: string) => boolean;
  /** Whether a text holds a secret, in any spelling. */
  readonly isIn: (text: string) => boolean;
  /** A plain text, secrets replaced. */
  readonly hide: (text: string) => string;
};

/** Shorter ones stand in every text; taking them out would garble all and hide nothing. */
const shortestSecret = 4;
/** Up to here a secret counts only where it is a whole word: "news" is no part of "newspaper". */
const longestWord = 7;

/** null for a source that has nothing to hide. */
export function secrecyOf(source: Source, state: SourceState | null): Secrecy | null {
  const pattern = secretPattern(source.secrets);
  const isAddressTold = !source.isPrivate && !hasSecretAddress(source);
  if (pattern === null && isAddressTold) return null;
  const isIn = (text: string): boolean => pattern !== null && holds(pattern, text);
  const addresses = [source.url, state?.movedTo, state?.finalUrl, state?.feed?.selfUrl];
  const hidden = new Set(isAddressTold ? [] : addresses.flatMap(documentOf));
  return {
    isIn,
    covers: (address) => isIn(address) || documentOf(address).some((one) => hidden.has(one)),
    hide: (text) => (pattern === null ? text : hideIn(text, pattern)),
  };
}

/** Whether an address holds something that came from the environment for this source. */
export function holdsSecret({ secrets }: Source, address: string): boolean {
  const pattern = secretPattern(secrets);
  return pattern !== null && holds(pattern, address);
}

/** Whether the address holds userinfo or something from the environment. */
export function hasSecretAddress({ url, publicUrl }: Source): boolean {
  return url !== publicUrl;
}

/** Userinfo before the host; an @ further on is a name in a path. */
const userinfo = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i;

export function hasUserinfo(address: string): boolean {
  return userinfo.test(address);
}

function secretPattern(secrets: readonly string[]): RegExp | null {
  const spellings = secrets.filter(({ length }) => length >= shortestSecret).flatMap(spellingsOf);
  if (spellings.length === 0) return null;
  const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length);
  // A host is lower case whatever was written.
  return new RegExp(longestFirst.map(patternOf).join("|"), "giu");
}

/** As an address has it, as it is without percent-encoding, and both as HTML has them. */
function spellingsOf(secret: string): readonly string[] {
  const plain = [secret, percentDecoded(secret)];
  return [...plain, encodeURIComponent(secret.toWellFormed()), ...plain.map(inHtml)];
}

function inHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => htmlEscapes.get(character) ?? character);
}

const htmlEscapes: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

function patternOf(spelling: string): string {
  const literal = spelling.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return spelling.length > longestWord
    ? literal
    : String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`;
}

function holds(pattern: RegExp, text: string): boolean {
  if (text.search(pattern) !== -1) return true;
  const isEncoded = text.includes("%") || text.includes("+");
  return isEncoded && readingsOf(text).some((reading) => reading.search(pattern) !== -1);
}

const shown = "[redacted]";

function hideIn(text: string, pattern: RegExp): string {
  const plain = text.replace(pattern, shown);
  if (!plain.includes("%")) return plain;
  return plain.replace(/[^\s<>"]+/g, (word) => (holds(pattern, word) ? shown : word));
}

/** A document's address however it is asked for: without scheme, userinfo and fragment. */
function documentOf(address: string | null | undefined): readonly string[] {
  const url = URL.parse(address ?? "");
  return url === null ? [] : [`${url.host}${url.pathname}${url.search}`];
}
