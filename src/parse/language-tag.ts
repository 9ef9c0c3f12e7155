/** A language tag (BCP 47) as publishers write it, `en_US` corrected to `en-US`; null when it is blank. */
export function languageTag(written: string): string | null {
  return written.trim().replaceAll("_", "-") || null;
}
