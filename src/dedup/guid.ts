import { isHomePageKey, urlKey } from "./url-key.ts";

/** Longer guids are kept as their ends: they are addresses with tokens, or whole texts. */
const minTokenLength = 10;

/**
 * Whether a guid names one article in the whole world, not only within its feed: an address with a path, a tag: or urn:,
 * a video id, or a token of ten characters and more with a digit. Bare numbers are counted by every feed anew.
 */
export function isStrongGuid(guid: string): boolean {
  if (/^https?:/i.test(guid)) {
    const key = urlKey(guid);
    return key !== null && !isHomePageKey(key);
  }
  if (/^(?:tag|urn|yt|oai|doi|info|acct):./i.test(guid)) {
    return true;
  }
  return guid.length >= minTokenLength && /\d/.test(guid) && /[a-z]/i.test(guid);
}

/** Whether a guid looks generated, not counted and not a word: enough within its own feed. */
export function isToken(guid: string): boolean {
  return guid.length >= 5 && /\d/.test(guid) && /[a-z]/i.test(guid);
}

/** Whether a guid is good enough within its own feed: anything that was counted or generated, not a word that stands on every item. */
export function isUsableGuid(guid: string): boolean {
  return isStrongGuid(guid) || (/\d/.test(guid) && guid.length >= 3);
}
