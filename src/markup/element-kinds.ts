/** Elements that stand on a line of their own, so that the words before and after them never grow together. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section select " +
    "summary table tbody td tfoot th thead title tr ul"
  ).split(" "),
);

const otherElements: ReadonlySet<string> = new Set(
  (
    "a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink button canvas circle cite code col " +
    "colgroup data datalist del dfn em embed font frame frameset g hgroup i iframe img image input ins kbd keygen label " +
    "link map mark marquee math meta meter mglyph nobr noembed noframes noscript object optgroup output param path picture " +
    "plaintext portal progress q rb rp rt rtc ruby s samp script slot small source span strike strong style sub sup svg " +
    "template textarea time track tt u use var video wbr xmp"
  ).split(" "),
);

/** Whether HTML (or a drawing in it) has an element of that name; with a prefix or hyphen it may be an author's own. */
export function isElementName(name: string): boolean {
  return blockElements.has(name) || otherElements.has(name) || !/^[a-z][a-z0-9_]*$/.test(name);
}
