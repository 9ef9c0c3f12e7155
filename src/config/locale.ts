import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

/** A BCP 47 language tag in its canonical form. */
export function readLanguage(text: string): Reading<string> {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim());
    if (tag !== undefined) return readAs(tag);
  } catch {
    // RangeError: no language tag, answered below.
  }
  return refused("expected a language tag", "such as en, de-AT or zh-Hans");
}

/** An IANA time zone the runtime knows. */
export function readTimezone(text: string): Reading<string> {
  const name = text.trim();
  try {
    // Not resolvedOptions().timeZone: that turns Asia/Kolkata into its old name.
    new Intl.DateTimeFormat("en", { timeZone: name }).format(0);
    return readAs(name);
  } catch {
    return refused("this time zone is not known", "a name such as Europe/Berlin or UTC");
  }
}
