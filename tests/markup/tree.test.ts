import { describe, expect, test } from "vitest";
import { decodeReferences } from "../../src/markup/tree-references.ts";
import { describePosition, positionAt } from "../../src/markup/tree-position.ts";
import { readTree } from "../../src/markup/tree.ts";
import type { TreeElement, TreeNode } from "../../src/markup/tree-node.ts";
import { ParseError } from "../../src/model/errors.ts";

/** A tree as nested lists: [name, attributes, ...children]. */
function shape(node: TreeNode): unknown {
  if (typeof node === "string") return node;
  return [node.name, Object.fromEntries(node.attributes), ...node.children.map(shape)];
}

function shapes(xml: string): unknown[] {
  return readTree(xml).root.children.map(shape);
}

function onlyElement(xml: string): TreeElement {
  const found = readTree(xml).root.children.find((child) => typeof child !== "string");
  if (found === undefined || typeof found === "string") throw new Error("no element");
  return found;
}

describe("the tree keeps what the document says, in its order", () => {
  test("text and elements stay as they alternate", () => {
    expect(shapes("<a>one <b>two</b> three <i>four</i></a>")).toEqual([
      ["a", {}, "one ", ["b", {}, "two"], " three ", ["i", {}, "four"]],
    ]);
  });

  test("CDATA is text, not decoded; other text is decoded once", () => {
    expect(shapes("<a><![CDATA[&lt;b>]]>&amp;lt;</a>")).toEqual([["a", {}, "&lt;b>", "&lt;"]]);
  });

  test("comments, declarations and instructions are left out", () => {
    expect(shapes('<?xml version="1.0"?><!DOCTYPE a><a><!-- <b> --><?php x ?>c</a>')).toEqual([
      ["a", {}, "c"],
    ]);
  });

  test("of two attributes with one name the first stands", () => {
    expect(shapes('<a x="1" x="2" y=3 z/>')).toEqual([["a", { x: "1", y: "3", z: "" }]]);
  });
});

describe("the tree survives what publishers write", () => {
  test.each([
    ["a bare ampersand", "<a>AT&T & you</a>", [["a", {}, "AT&T & you"]]],
    ["an unknown entity", "<a>&frob;</a>", [["a", {}, "&frob;"]]],
    ["a bare bracket", "<a>1 < 2 and I <3 you</a>", [["a", {}, "1 ", "< 2 and I <3 you"]]],
    ["an end tag nobody opened", "<a>x</b>y</a>", [["a", {}, "x", "y"]]],
    ["crossed tags", "<a><b>x</a>y", [["a", {}, ["b", {}, "x"]], "y"]],
    ["end tags in other case", "<A><b>x</B></a>", [["A", {}, ["b", {}, "x"]]]],
    ["an unclosed <br>", "<a>x<br>y</a>", [["a", {}, "x", ["br", {}], "y"]]],
    ["control characters", "<a>x\u0000\u0008y</a>", [["a", {}, "xy"]]],
    ["a bracket beside CDATA", "<a><3<![CDATA[<4]]></a>", [["a", {}, "<3", "<4"]]],
  ])("%s", (_what, xml, tree) => {
    expect(shapes(xml)).toEqual(tree);
  });

  test("an element tells whether its own end tag closed it", () => {
    const item = onlyElement("<item><title>x</item>");
    expect(item.closed).toBe("by-tag");
    expect(item.children).toMatchObject([{ name: "title", closed: "implied" }]);
    expect(onlyElement("<item><title>x")).toMatchObject({ closed: "cut" });
  });
});

describe("references are undone once", () => {
  test.each([
    ["&amp;lt;", "&lt;"],
    ["&eacute;&nbsp;&hellip;", "é\u00a0…"],
    ["&#233;&#xE9;&#XE9;", "ééé"],
    ["&#150;", "–"],
    ["&#55357;&#56832;", "😀"],
    ["&#55357;", "\ufffd"],
    ["&#0;&#8;", ""],
    ["&#99999999;", "\ufffd"],
    ["?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"],
    ["&;&#;&#x;", "&;&#;&#x;"],
  ])("%s → %s", (written, read) => {
    expect(decodeReferences(written)).toBe(read);
  });

  test("entities that a document declares are never expanded", () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "yyyy"><!ENTITY z SYSTEM "file:///etc/passwd">]><a>&x;&z;</a>`;
    expect(onlyElement(bomb).children).toEqual(["&x;&z;"]);
  });
});

describe("bounds hold while tokenising", () => {
  test.each([
    ["200,000 unclosed tags", "<a>".repeat(200_000)],
    ["200,000 crossed tags", "<a></b>".repeat(200_000)],
    ["50,000 levels", `${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}`],
    ["600,000 elements", "<a/>".repeat(600_000)],
    [
      "100,000 attributes",
      `<a ${Array.from({ length: 100_000 }, (_, n) => `x${n}="1"`).join(" ")}/>`,
    ],
  ])("%s are refused with the place", (_what, xml) => {
    const error = refusal(() => readTree(xml));
    expect(error.reason).toBe("too-complex");
    expect(error.position).toMatchObject({ line: 1 });
    expect(error.message).toMatch(/more than .* \(at line 1, column \d+, near /);
  });

  test("bounds can be set", () => {
    const bounds = { depth: 2, elements: 3, attributesOfElement: 1 };
    expect(readTree("<a><b/></a>", bounds).root.children).toHaveLength(1);
    expect(refusal(() => readTree("<a><b><c/></b></a>", bounds)).message).toContain("2 levels");
    expect(refusal(() => readTree("<a/><b/><c/><d/>", bounds)).message).toContain("3 elements");
    expect(refusal(() => readTree("<a b='' c=''/>", bounds)).message).toContain("1 attributes");
  });
});

describe("positions", () => {
  test("count lines and columns from 1 and show the text around", () => {
    const position = positionAt("one\ntwo <b>\nthree", 8);
    expect(position).toEqual({ line: 2, column: 5, near: "one two <b> three" });
    expect(describePosition(position)).toBe('at line 2, column 5, near "one two <b> three"');
  });

  test("stay inside the text", () => {
    expect(positionAt("ab", 99)).toMatchObject({ line: 1, column: 3 });
    expect(positionAt("", 0)).toEqual({ line: 1, column: 1, near: "" });
  });
});

function refusal(read: () => unknown): ParseError {
  try {
    read();
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
