const tagPattern = /^<\/?([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*)(?: \/)?>$/;
const attributePattern = / ([a-z]+)(?:="([^"]*)")?/g;
const activeElements = new Set(
  "script style svg math form input select button textarea object embed applet base meta link template noscript frame".split(
    " ",
  ),
);
const addressAttributes = new Set(["href", "src", "cite", "poster"]);
const playerHosts =
  /^https:\/\/(?:www\.youtube-nocookie\.com|player\.vimeo\.com|www\.dailymotion\.com|player\.twitch\.tv|archive\.org|media\.ccc\.de)\//;

/** More levels than the sanitiser lets through. */
const maxLevels = 250;

/**
 * Why HTML of ours is not what it must be: inactive, balanced, bounded, every `<` the begin of a plain tag; null where it
 * is. Stricter than a browser: what this accepts has one reading only.
 */
export function htmlFault(html: string): string | null {
  if (
    !html.isWellFormed() ||
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\]\]>/.test(html)
  )
    return "characters that XML forbids";
  const open: string[] = [];
  for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
    const fault = tagFault(tag, open);
    if (fault !== null) return fault;
  }
  return open.length > 0 ? `never closed: ${open.join()}` : null;
}

function tagFault(tag: string, open: string[]): string | null {
  const [, name = "", attributes = ""] = tagPattern.exec(tag) ?? [];
  if (name === "") return `no plain tag: ${tag}`;
  if (activeElements.has(name)) return `active: ${tag}`;
  if (tag.startsWith("</")) return open.pop() === name ? null : `crossed: ${tag}`;
  if (!tag.endsWith("/>")) open.push(name);
  if (open.length > maxLevels) return "too deep";
  for (const [, attribute = "", value = ""] of attributes.matchAll(attributePattern)) {
    if (/^on|^(?:style|srcdoc|ping|target)$/.test(attribute)) return `attribute in ${tag}`;
    if (addressAttributes.has(attribute) && !isSafeAddress(name, value)) return `address in ${tag}`;
  }
  return null;
}

function isSafeAddress(name: string, value: string): boolean {
  if (name === "iframe") return playerHosts.test(value);
  if (name === "img" && /^data:image\/(?:png|gif|jpe?g|webp|avif);base64,/.test(value)) return true;
  return /^(?:https?:\/\/|mailto:|tel:)/.test(value);
}
