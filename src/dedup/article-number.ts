import { hostOfKey } from "./url-key.ts";

/** Six digits and more: years, days and parts are shorter, article numbers of large sites are not. */
const minDigits = 6;
const numberParameters =
  /[?&](?:id|p|objectid|story|storyid|articleid|article|aid|nid|itemid|topic)=(\w{4,})(?:&|$)/i;

/**
 * Host and the number an address gives the article: "www.stuff.co.nz/…/300411179/slug", "article.cfm?objectid=12329396".
 * Slug, section and date in the address change, the number stays. Null where there is none.
 */
export function articleNumber(key: string): string | null {
  const host = hostOfKey(key);
  const parameter = numberParameters.exec(key)?.[1];
  if (parameter !== undefined) {
    return `${host} ${parameter}`;
  }
  const path = key.slice(host.length).split(/[?#]/)[0] ?? "";
  const numbers = path
    .match(/\d+/g)
    ?.filter((digits) => digits.length >= minDigits && !isDate(digits));
  return numbers?.length === 1 ? `${host} ${numbers[0] ?? ""}` : null;
}

function isDate(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])\d*)?$/.test(digits);
}
