/** A language tag (BCP 47) as publishers write it, `en_US` corrected to `en-US`; null when it is blank or no tag. */
export function languageTag(written: string): string | null {
  const tag = written.trim().replaceAll("_", "-");
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/.test(tag) ? tag : null;
}
