/** A language tag by BCP 47 in its canonical form, or null; `en_US` is meant as `en-US`, "english please" as nothing. */
export function cleanLanguage(value: string | null): string | null {
  const tag = value?.trim().replaceAll("_", "-") ?? "";
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
