import type { TokenizerCallbacks } from "htmlparser2";
import { refuseAsTooComplex } from "./tree-bounds.ts";
import type { TreeBounds } from "./tree-bounds.ts";
import { decodeReferences } from "./tree-references.ts";
import type { TreeElement, TreeNode } from "./tree-node.ts";

type OpenElement = {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: TreeNode[];
  offset: number;
  closed: TreeElement["closed"];
};

const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * HTML elements that have no content. Publishers paste unescaped HTML into descriptions; an unclosed `<br>` must not
 * take the rest of the description inside. (`link` is missing: in a feed it has content.)
 */
const voidNames = new Set(["br", "hr", "img", "input", "wbr", "col", "area"]);

/** Makes a tree from tokens; end tags match by name without regard to case, as every lenient reader does. */
export class TreeBuilder implements TokenizerCallbacks {
  readonly root: OpenElement = element("", 0);
  readonly #text: string;
  readonly #bounds: TreeBounds;
  /** Open elements, innermost last, with their names in lower case. */
  readonly #stack: { readonly element: OpenElement; readonly key: string }[] = [];
  /** How often a name is open: an end tag that matches nothing is told without walking the stack. */
  readonly #openCounts = new Map<string, number>();
  #current: OpenElement = this.root;
  #elements = 0;
  #attributes: Map<string, string> | null = null;
  #attributeName = "";
  #attributeValue = "";

  constructor(text: string, bounds: TreeBounds) {
    this.#text = text;
    this.#bounds = bounds;
  }

  onopentagname(start: number, end: number): void {
    this.#elements += 1;
    if (this.#elements > this.#bounds.elements) {
      refuseAsTooComplex(`${this.#bounds.elements} elements`, this.#text, start);
    }
    if (this.#stack.length >= this.#bounds.depth) {
      refuseAsTooComplex(`${this.#bounds.depth} levels of nested elements`, this.#text, start);
    }
    const opened = element(this.#text.slice(start, end), start - 1);
    const key = opened.name.toLowerCase();
    this.#current.children.push(opened);
    this.#stack.push({ element: opened, key });
    this.#openCounts.set(key, (this.#openCounts.get(key) ?? 0) + 1);
    this.#current = opened;
    this.#attributes = null;
  }

  onattribname(start: number, end: number): void {
    this.#attributeName = this.#text.slice(start, end);
    this.#attributeValue = "";
  }

  onattribdata(start: number, end: number): void {
    this.#attributeValue += this.#text.slice(start, end);
  }

  onattribend(_quote: number, end: number): void {
    this.#attributes ??= new Map();
    if (this.#attributes.has(this.#attributeName)) return;
    if (this.#attributes.size >= this.#bounds.attributesOfElement) {
      const what = `${this.#bounds.attributesOfElement} attributes on one element`;
      refuseAsTooComplex(what, this.#text, end);
    }
    this.#attributes.set(this.#attributeName, decodeReferences(this.#attributeValue));
  }

  onopentagend(): void {
    if (this.#attributes !== null) this.#current.attributes = this.#attributes;
    this.#attributes = null;
    if (voidNames.has(this.#current.name.toLowerCase())) this.#close("by-tag");
  }

  onselfclosingtag(): void {
    if (this.#attributes !== null) this.#current.attributes = this.#attributes;
    this.#attributes = null;
    this.#close("by-tag");
  }

  onclosetag(start: number, end: number): void {
    const key = this.#text.slice(start, end).toLowerCase();
    if ((this.#openCounts.get(key) ?? 0) === 0) return;
    while (this.#stack.at(-1)?.key !== key) this.#close("implied");
    this.#close("by-tag");
  }

  ontext(start: number, end: number): void {
    this.#current.children.push(decodeReferences(this.#text.slice(start, end)));
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (end - endOffset > start)
      this.#current.children.push(this.#text.slice(start, end - endOffset));
  }

  onend(): void {
    while (this.#stack.length > 0) this.#close("cut");
  }

  // Nothing of these is of use to a reader of feeds; without entity decoding the entity callbacks are never called.
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onattribentity(): void {}
  ontextentity(): void {}

  #close(how: TreeElement["closed"]): void {
    const top = this.#stack.pop();
    if (top === undefined) return;
    top.element.closed = how;
    this.#openCounts.set(top.key, (this.#openCounts.get(top.key) ?? 1) - 1);
    this.#current = this.#stack.at(-1)?.element ?? this.root;
  }
}

function element(name: string, offset: number): OpenElement {
  return { name, attributes: noAttributes, children: [], offset, closed: "cut" };
}
