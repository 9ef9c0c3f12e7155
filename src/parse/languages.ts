import { firstText } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { languageTag } from "./language-tag.ts";

/** The language the first of the fields `names` states. */
export function languageOf(fields: Fields, names: readonly string[]): string | null {
  return languageTag(firstText(fields, names) ?? "");
}
