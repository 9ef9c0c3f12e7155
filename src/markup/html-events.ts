import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** What `readHtml` tells of an HTML fragment, in its order. Text has its references undone once. */
export type HtmlReader = {
  readonly onText: (text: string) => void;
  /** `name` in lower case, `written` as it stands. */
  readonly onOpen: (name: string, written: string) => void;
  readonly onClose: (name: string, written: string) => void;
};

/** Elements whose text is never shown. Their text is left out, their tags are still told. */
const silentElements: ReadonlySet<string> = new Set(
  "script style iframe noembed noframes template svg annotation annotation-xml".split(" "),
);

const ignore = (): void => undefined;

/** htmlparser2's tokenizer wants every callback; those not given do nothing. */
export function tokenizerCallbacks(callbacks: Partial<TokenizerCallbacks>): TokenizerCallbacks {
  return {
    onattribdata: ignore,
    onattribend: ignore,
    onattribentity: ignore,
    onattribname: ignore,
    oncdata: ignore,
    onclosetag: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onopentagend: ignore,
    onopentagname: ignore,
    onprocessinginstruction: ignore,
    onselfclosingtag: ignore,
    ontext: ignore,
    ontextentity: ignore,
    ...callbacks,
  };
}

/**
 * Reads the text and tag names of an HTML fragment. The tokenizer alone, without htmlparser2's `Parser`: that one keeps
 * a stack which takes quadratic time on unclosed tags, and plain text needs no balance.
 */
export function readHtml(html: string, reader: HtmlReader): void {
  // Name of the silent element we are in.
  let silent: string | null = null;
  const tell = (text: string): void => {
    if (silent === null) reader.onText(text);
  };
  const callbacks = tokenizerCallbacks({
    ontext: (start, end) => tell(html.slice(start, end)),
    ontextentity: (codePoint) => tell(String.fromCodePoint(codePoint)),
    // A CDATA section is no HTML, but feeds that escape twice leave one around their text: what it holds is text.
    oncdata: (start, end, endOffset) => tell(html.slice(start, end - endOffset)),
    onopentagname: (start, end) => {
      const written = html.slice(start, end);
      const name = written.toLowerCase();
      if (silent === null && silentElements.has(name)) silent = name;
      reader.onOpen(name, written);
    },
    onclosetag: (start, end) => {
      const written = html.slice(start, end);
      const name = written.toLowerCase();
      if (silent === name) silent = null;
      reader.onClose(name, written);
    },
  });
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
}
