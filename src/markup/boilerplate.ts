/** Sentences that publishing software adds to every article. Whole blocks only: inside a paragraph they may be the author's. */
const boilerplate: readonly RegExp[] = [
  // WordPress with Yoast, in its languages.
  /^the post .{1,400} (?:appeared first on|first appeared on) .{1,200}$/i,
  /^der beitrag .{1,400} erschien zuerst auf .{1,200}$/i,
  /^l[’']article .{1,400} est apparu en premier sur .{1,200}$/i,
  /^la entrada .{1,400} (?:se publicó primero|apareció primero|aparece primero) en .{1,200}$/i,
  /^l[’']articolo .{1,400} (?:proviene da|sembra essere il primo su) .{1,200}$/i,
  /^het bericht .{1,400} verscheen eerst op .{1,200}$/i,
  /^o post .{1,400} apareceu primeiro em .{1,200}$/i,
  /^this (?:article|post|entry|story) (?:was )?(?:originally|first) (?:appeared|published|posted) (?:on|at|in) .{1,200}$/i,
  /^(?:share this|like this|related|tweet|leave a comment|view comments)\s*:?(?: loading\.{3})?$/i, // Jetpack
  /^(?:\[(?:link|comments)\]\s*){1,2}$/i, // Reddit
  /^(?:comments|\W{0,3}permalink)$/i, // Hacker News, link blogs
  /^(?:advertisement|sponsored)$/i,
];

/** Links to the whole article, as a block of their own. */
const readMore: readonly RegExp[] = [
  /^[[(]?(?:continue reading|read more|read the (?:full|whole) (?:article|post|story)|read the rest|keep reading)\b.{0,160}$/i,
  /^(?:weiterlesen|lire la suite|leer más|leia mais|lees verder|читать далее|続きを読む).{0,80}$/i,
  /^[[(]?(?:more|read on)[\s.…→»>)\]]*$/i,
];

/** Text no article adds to what it says: whether the block is nothing else. */
export function isBoilerplate(block: string): boolean {
  return block.length <= 700 && boilerplate.some((pattern) => pattern.test(block));
}

/** Whether a block is nothing but the link to the rest of the text. */
export function isReadMore(block: string): boolean {
  return block.length <= 200 && readMore.some((pattern) => pattern.test(block));
}

/** How a text ends that was cut off: "…", "[...]", "Read more »", "(more…)". */
const teaserEnd =
  /\s*(?:\[?(?:…|\.{3,5})\]?|[[(]?(?:continue reading|read more|read the rest|weiterlesen|lire la suite|leer más|leia mais|lees verder|читать далее|続きを読む)[^.!?]{0,100}|\(?more\s*(?:…|\.{3}|→|»|>){1,3}\)?)$/iu;

/** The text without the ellipsis or "read more" that shows it was cut off; null where it ends like a whole text. */
export function withoutTeaserEnd(text: string): string | null {
  const tail = text.slice(-160);
  const match = teaserEnd.exec(tail);
  return match === null ? null : text.slice(0, text.length - tail.length + match.index).trimEnd();
}
