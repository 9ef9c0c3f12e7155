import type { TreeElement, TreeNode } from "../markup/tree-node.ts";
import { textOf } from "./xhtml.ts";
import { canonicalName, enterScope } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** A child of a feed or entry, with what is in force inside it. */
export type Field = { readonly name: string; readonly element: TreeElement; readonly scope: Scope };

/** The children of a feed or entry by canonical name, in the document's order. */
export type Fields = ReadonlyMap<string, readonly Field[]>;

/** Fields that hold text: without an end tag they swallow the fields after them, which belong beside them. */
const textFields = new Set([
  "title",
  "link",
  "guid",
  "id",
  "description",
  "summary",
  "pubdate",
  "published",
  "updated",
  "category",
  "comments",
  "content",
  "content:encoded",
  "dc:creator",
  "dc:date",
  "dc:subject",
]);
const entryFields = new Set(["item", "entry"]);
const afterText = new Set([...textFields, ...entryFields]);
const noFields = new Set<string>();

/** The children of `element`, whose inside is in `scope`, grouped. */
export function fieldsOf(element: TreeElement, scope: Scope): Fields {
  const fields = new Map<string, Field[]>();
  for (const field of childFields(element, scope)) {
    const same = fields.get(field.name);
    if (same === undefined) fields.set(field.name, [field]);
    else same.push(field);
  }
  return fields;
}

/** The child elements as fields; `<title>One<link>…` without `</title>` gives both. */
export function childFields(element: TreeElement, scope: Scope): Field[] {
  const found: Field[] = [];
  for (const child of element.children)
    if (typeof child !== "string") addField(child, scope, found);
  return found;
}

function addField(element: TreeElement, scope: Scope, found: Field[]): void {
  const inner = enterScope(scope, element);
  const name = canonicalName(inner, element.name);
  if (element.closed === "by-tag") found.push({ name, element, scope: inner });
  else addUnclosed({ name, element, scope: inner }, found);
}

function addUnclosed(field: Field, found: Field[]): void {
  const { element, scope, name } = field;
  const at = swallowedFrom(element.children, scope, swallowedBy(name));
  if (at !== -1) {
    found.push({ ...field, element: { ...element, children: element.children.slice(0, at) } });
    for (const child of element.children.slice(at)) {
      if (typeof child !== "string") addField(child, scope, found);
    }
  } else if (element.closed !== "cut" || !textFields.has(name)) {
    // A text in which the document was cut off is not the publisher's: half a guid is another guid.
    found.push(field);
  }
}

function swallowedBy(name: string): ReadonlySet<string> {
  if (textFields.has(name)) return afterText;
  return entryFields.has(name) ? entryFields : noFields;
}

function swallowedFrom(
  children: readonly TreeNode[],
  scope: Scope,
  names: ReadonlySet<string>,
): number {
  return children.findIndex(
    (child) => typeof child !== "string" && names.has(canonicalName(scope, child.name)),
  );
}

/** The fields of the first of `names` that is there at all. */
export function firstPresent(fields: Fields, names: readonly string[]): readonly Field[] {
  for (const name of names) {
    const found = fields.get(name);
    if (found !== undefined) return found;
  }
  return [];
}

const none: readonly Field[] = [];

/** All fields of all `names`, in the order of the names. */
export function allOf(fields: Fields, names: readonly string[]): readonly Field[] {
  // Most places of most entries are empty, and every entry asks for all of them: nothing is allocated for those.
  let all = none;
  for (const name of names) {
    const found = fields.get(name);
    if (found !== undefined) all = all === none ? found : [...all, ...found];
  }
  return all;
}

/** The first non-blank plain text among the fields of `names`, trimmed. */
export function firstText(fields: Fields, names: readonly string[]): string | null {
  for (const field of allOf(fields, names)) {
    const text = textOf(field.element).trim();
    if (text !== "") return text;
  }
  return null;
}
