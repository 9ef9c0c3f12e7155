import { Tokenizer } from "htmlparser2";
import type { TokenizerCallbacks } from "htmlparser2";

const reference = /&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,10});?|([A-Za-z][A-Za-z0-9]{1,31});)/g;

/** Numeric references to 0x80–0x9F mean windows-1252, in feeds as in HTML (HTML 13.2.5.80). */
const windows1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

const predefined = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  // As the DTDs of HTML 4 and XHTML have them, which feeds refer to; HTML 5 moved them to the mathematical brackets.
  ["lang", "\u2329"],
  ["rang", "\u232a"],
]);

/** Names looked up so far; HTML knows 2,125 of them, so hostile names must not be remembered. */
const htmlCharacters = new Map<string, string>();

/**
 * `text` with its character references undone once. Only what XML or HTML predefines is known: entities a document
 * declares are never expanded (entity bombs), unknown ones stay as they are written, as does a bare `&`.
 */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  const decoded = text.replace(
    reference,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return predefined.get(name) ?? htmlCharacter(name) ?? whole;
      return numbered(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
  return decoded.toWellFormed();
}

function numbered(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252.charAt(code - 0x80);
  if (code > 0x10ffff) return "\ufffd";
  // Old publishers write emoji as two references to surrogates; side by side they make one character.
  if (code >= 0xd800 && code <= 0xdfff) return String.fromCharCode(code);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : "";
}

function isXmlCharacter(code: number): boolean {
  return code >= 0x20
    ? code !== 0xfffe && code !== 0xffff
    : code === 9 || code === 10 || code === 13;
}

function htmlCharacter(name: string): string | null {
  const known = htmlCharacters.get(name);
  if (known !== undefined) return known;
  const found = readHtmlCharacter(name);
  if (found !== null) htmlCharacters.set(name, found);
  return found;
}

/** htmlparser2 carries the HTML table but only uses it while reading HTML, so it is asked to read one reference. */
function readHtmlCharacter(name: string): string | null {
  let found = "";
  let isWhole = true;
  const ignore = (): void => undefined;
  const callbacks: TokenizerCallbacks = {
    ontextentity: (code) => {
      found += String.fromCodePoint(code);
    },
    ontext: () => {
      isWhole = false;
    },
    onattribdata: ignore,
    onattribentity: ignore,
    onattribend: ignore,
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
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(`&${name};`);
  tokenizer.end();
  return isWhole && found !== "" ? found : null;
}
