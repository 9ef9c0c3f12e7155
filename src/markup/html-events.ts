import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** What `readHtml` tells of an HTML fragment, in its order. Names are lower case; text has its references undone once. */
export type HtmlReader = {
  readonly onText: (text: string) => void;
  readonly onOpen: (name: string) => void;
  readonly onClose: (name: string) => void;
};

/** Elements whose text is never shown. Their text is left out, their tags are still told. */
const silentElements: ReadonlySet<string> = new Set([
  "script",
  "style",
  "iframe",
  "noembed",
  "noframes",
  "template",
]);

const ignore = (): void => undefined;

/**
 * Reads the text and tag names of an HTML fragment. The tokenizer alone, without htmlparser2's `Parser`: that one keeps
 * a stack which takes quadratic time on unclosed tags, and plain text needs no balance.
 */
export function readHtml(html: string, reader: HtmlReader): void {
  // Name of the silent element we are in; nesting does not count, these elements hold no markup (template ends early at worst).
  let silent: string | null = null;
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => {
      if (silent === null) reader.onText(html.slice(start, end));
    },
    ontextentity: (codePoint) => {
      if (silent === null) reader.onText(String.fromCodePoint(codePoint));
    },
    onopentagname: (start, end) => {
      const name = html.slice(start, end).toLowerCase();
      if (silent === null && silentElements.has(name)) silent = name;
      reader.onOpen(name);
    },
    onclosetag: (start, end) => {
      const name = html.slice(start, end).toLowerCase();
      if (silent === name) silent = null;
      reader.onClose(name);
    },
    // A CDATA section is no HTML, but feeds that escape twice leave one around their text: what it holds is text.
    oncdata: (start, end, endOffset) => {
      if (silent === null) reader.onText(html.slice(start, end - endOffset));
    },
    onattribdata: ignore,
    onattribentity: ignore,
    onattribend: ignore,
    onattribname: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onopentagend: ignore,
    onprocessinginstruction: ignore,
    onselfclosingtag: ignore,
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
}
