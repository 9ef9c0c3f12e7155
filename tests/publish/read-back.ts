import { parseDocument } from "htmlparser2";

/** An element as read back, in document order. */
export type ReadElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly ReadElement[];
};

type Node = ReturnType<typeof parseDocument>["children"][number];

/** The root of an XML document that one of our renderers wrote. */
export function readXml(xml: string): ReadElement {
  const roots = parseDocument(xml, { xmlMode: true }).children.flatMap(readNode);
  const root = roots[0];
  if (root === undefined || roots.length !== 1) throw new Error("not exactly one root element");
  return root;
}

export function childrenOf(parent: ReadElement, name: string): readonly ReadElement[] {
  return parent.children.filter((child) => child.name === name);
}

/** The text of the only child of that name. */
export function textOf(parent: ReadElement, name: string): string {
  const found = childrenOf(parent, name);
  if (found.length !== 1) throw new Error(`${found.length} <${name}> in <${parent.name}>`);
  return found[0]?.text ?? "";
}

function readNode(node: Node): readonly ReadElement[] {
  if (!("attribs" in node)) return [];
  const text = node.children.map((child) => ("data" in child ? child.data : "")).join("");
  return [
    { name: node.name, attributes: node.attribs, text, children: node.children.flatMap(readNode) },
  ];
}
