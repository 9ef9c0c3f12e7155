import { isoInstant, toIso } from "./dates-calendar.ts";
import { readIsoDate } from "./dates-iso.ts";
import { readSpokenDate } from "./dates-words-and-numbers.ts";

/** Longer texts are no dates; a bound for what a hostile feed can make us take apart. */
const longestDate = 80;

/**
 * A date as feeds write it, in ISO 8601 UTC: RFC 822 and its misspellings, W3C-DTF and ISO week forms, month names of
 * many languages, epoch seconds or milliseconds. No zone means UTC. Null when it cannot be read or is not in the years
 * 1–9999.
 */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > longestDate) return null;
  if (/^\d{9,10}$/.test(trimmed)) return isoInstant(Number(trimmed) * 1000);
  if (/^\d{12,13}$/.test(trimmed)) return isoInstant(Number(trimmed));
  // `20060102150405`, as scripts print it.
  const spaced = trimmed.replace(/^(\d{8})(\d{6})$/, "$1T$2");
  const parts = readIsoDate(spaced) ?? readSpokenDate(trimmed);
  return parts === null ? null : toIso(parts);
}
