import { Tokenizer } from "htmlparser2";
import type { TokenizerCallbacks } from "htmlparser2";
import { decodeReferences } from "./tree-references.ts";

/** A start tag of an HTML page; names in lower case, of two attributes with one name the first. */
export type StartTag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> };

/** The start tags called one of `names`, in order, at most `limit`: linear however broken the page, since nothing nests. */
export function startTags(html: string, names: ReadonlySet<string>, limit: number): StartTag[] {
  const found: StartTag[] = [];
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    new StartTagReader(html, names, found),
  );
  // In slices, so that a long page is left as soon as there is enough.
  for (let at = 0; at < html.length && found.length < limit; at += sliceCharacters) {
    tokenizer.write(html.slice(at, at + sliceCharacters));
  }
  return found.slice(0, limit);
}

const sliceCharacters = 65_536;
const mostAttributes = 100;

class StartTagReader implements TokenizerCallbacks {
  readonly #html: string;
  readonly #names: ReadonlySet<string>;
  readonly #found: StartTag[];
  #attributes: Map<string, string> | null = null;
  #name = "";
  #value = "";

  constructor(html: string, names: ReadonlySet<string>, found: StartTag[]) {
    this.#html = html;
    this.#names = names;
    this.#found = found;
  }

  onopentagname(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    this.#attributes = this.#names.has(name) ? new Map() : null;
    if (this.#attributes !== null) this.#found.push({ name, attributes: this.#attributes });
  }

  onattribname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
    this.#value = "";
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#html.slice(start, end);
  }

  onattribend(): void {
    const attributes = this.#attributes;
    if (attributes === null || attributes.size >= mostAttributes || attributes.has(this.#name))
      return;
    attributes.set(this.#name, decodeReferences(this.#value));
  }

  onopentagend(): void {}
  onselfclosingtag(): void {}
  onclosetag(): void {}
  ontext(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onattribentity(): void {}
  ontextentity(): void {}
  onend(): void {}
}
