import { percentDecoded, readingsOf } from "./model/percent-encoding.ts";

/** What a function here leaves in a secret's place. */
const inItsPlace = "[redacted]";

/** Shorter strings would take harmless words out of every line. */
const shortestSecret = 4;

/** Returns a function that replaces every secret in a text, also in the spellings of JSON and of URLs. */
export function createRedactor(secrets: () => readonly string[]): (text: string) => string {
  return (text) => {
    let clean = text;
    for (const secret of secrets()) {
      for (const spelling of spellingsOf(secret)) clean = clean.replaceAll(spelling, inItsPlace);
    }
    return clean.includes("%") ? withoutEncoded(clean, secrets()) : clean;
  };
}

/** Servers encode more or less of a secret than we would. The part of an address that holds it goes, or else all of it. */
function withoutEncoded(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const part of [/[^\s<>"?&=#]+/g, /[^\s<>"]+/g]) {
    clean = clean.replace(part, (word) => (holdsEncoded(word, secrets) ? inItsPlace : word));
  }
  return clean;
}

function holdsEncoded(text: string, secrets: readonly string[]): boolean {
  if (secrets.length === 0 || !text.includes("%")) return false;
  const readings = readingsOf(text);
  return secrets.some((secret) => {
    const plain = secret.length < shortestSecret ? [] : [secret, percentDecoded(secret)];
    return plain.some((one) => readings.some((reading) => reading.includes(one)));
  });
}

/**
 * The same for lines of JSON, which stay JSON: a secret may be a word or a number that stands in every line (`true`, a
 * year), or be part of an escape. Only lines that hold one are taken apart.
 */
export function createLineRedactor(secrets: () => readonly string[]): (lines: string) => string {
  const redact = createRedactor(secrets);
  const isClean = (text: string): boolean =>
    !secrets().some((secret) => spellingsOf(secret).some((spelling) => text.includes(spelling))) &&
    !holdsEncoded(text, secrets());
  const redactLine = (line: string): string =>
    isClean(line) ? line : JSON.stringify(redactValues(JSON.parse(line), redact));
  return (lines) => (isClean(lines) ? lines : lines.split("\n").map(redactLine).join("\n"));
}

/** The logger's own: readers of logs sort by it, and nothing from outside is in it. */
const ownMember = "time";

/** The same value with every text in it redacted. */
export function redactValues(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactValues(item, redact));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, key === ownMember ? member : redactValues(member, redact)] as const,
  );
  return Object.fromEntries(members);
}

function spellingsOf(secret: string): readonly string[] {
  if (secret.length < shortestSecret) return [];
  const inJson = JSON.stringify(secret).slice(1, -1);
  // Half a character has no spelling in URLs.
  return [...new Set([secret, inJson, encodeURIComponent(secret.toWellFormed())])];
}
