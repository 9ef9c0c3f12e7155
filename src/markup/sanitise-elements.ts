import { playerElement } from "./video-embeds.ts";

/** Elements that stay, each with the attributes that stay on it (checked values, see `checkedAttributes`). */
const elements: Readonly<Record<string, readonly string[]>> = {
  ...withoutAttributes(
    "address article aside b bdi big br caption cite code dd details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 " +
      "h5 h6 header hgroup hr i kbd main mark nav p pre rp rt ruby s samp section small span strong sub summary " +
      "sup table tbody tfoot thead tr u ul var wbr",
  ),
  a: ["href", "title"],
  abbr: ["title"],
  audio: ["src", "controls", "preload"],
  bdo: [],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  del: ["cite", "datetime"],
  [playerElement]: [
    "src",
    "width",
    "height",
    "title",
    "sandbox",
    "allowfullscreen",
    "loading",
    "referrerpolicy",
  ],
  img: ["src", "alt", "title", "width", "height"],
  ins: ["cite", "datetime"],
  li: ["value"],
  ol: ["start", "reversed", "type"],
  q: ["cite"],
  source: ["src", "type"],
  td: ["colspan", "rowspan", "align"],
  th: ["colspan", "rowspan", "align", "scope"],
  time: ["datetime"],
  video: ["src", "poster", "controls", "preload", "width", "height"],
};

/** The same as a map: a document may name an element `constructor`. */
export const keptElements: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(elements),
);

/** Elements of old or interactive HTML that become their plain counterpart, so that words and blocks stay apart. */
export const renamedElements: ReadonlyMap<string, string> = new Map([
  ["acronym", "abbr"],
  ["center", "div"],
  ["dialog", "div"],
  ["dir", "ul"],
  ["fieldset", "div"],
  ["form", "div"],
  ["legend", "div"],
  ["listing", "pre"],
  ["menu", "ul"],
  ["strike", "s"],
  ["tt", "code"],
  ["xmp", "pre"],
]);

/** Elements dropped with all that is in them: code, styles, drawings (their text is a label of a picture), TeX sources of formulas. */
export const droppedElements: readonly string[] = [
  "script",
  "style",
  "svg",
  "annotation",
  "annotation-xml",
  "template",
];

/** What a plain attribute's value must look like; the ones with addresses are resolved instead. */
const shapes: Readonly<Record<string, RegExp>> = {
  align: /^(?:left|right|center|justify)$/i,
  colspan: /^\d{1,3}$/,
  datetime: /^[\dTZW:.+\- ]{4,40}$/i,
  dir: /^(?:ltr|rtl|auto)$/i,
  height: /^\d{1,5}$/,
  lang: /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/,
  reversed: /^.{0,10}$/,
  rowspan: /^\d{1,3}$/,
  scope: /^(?:row|col|rowgroup|colgroup)$/i,
  span: /^\d{1,3}$/,
  start: /^-?\d{1,9}$/,
  title: /^[^]{1,1000}$/,
  type: /^(?:[1AaIi]|(?:audio|video)\/[\w.+-]{1,60})$/,
  value: /^-?\d{1,9}$/,
  width: /^\d{1,5}$/,
};

/** Direction and language matter for reading on every element. */
export const everywhereKept = ["dir", "lang"] as const;

/** The attributes of an element that need no address resolved, those with a fitting value. */
export function checkedAttributes(
  name: string,
  attributes: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const attribute of [...everywhereKept, ...(keptElements.get(name) ?? [])]) {
    const value = attributes[attribute];
    if (value !== undefined && shapes[attribute]?.test(value) === true) kept[attribute] = value;
  }
  return kept;
}

function withoutAttributes(names: string): Record<string, readonly string[]> {
  return Object.fromEntries(names.split(" ").map((name) => [name, []]));
}
