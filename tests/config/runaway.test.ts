import { describe, expect, test } from "vitest";

import { readPattern } from "../../src/config/pattern.ts";
import { canRunAway } from "../../src/config/runaway.ts";

const EXPONENTIAL = [
  "(a+)+$",
  "(a*)*b",
  "(a|a)*c",
  "(\\w|\\d)+$",
  "(\\w+\\s?)*!",
  "(.*a){20}",
  "^(\\d+)*x",
  "(x+x+)+y",
  "(a?){20}a{20}",
  "(a?b?)*c",
  "(\\s*x\\s*)+$",
  "([^,]*,?)*;",
  "(?:\\p{L}+\\s*)+$",
  "(?=(a+)+$)b",
];

const CUBIC_OR_WORSE = ["foo.*bar.*baz", "^.*.*.*x", "\\s*\\s*\\s*x", ".*a.*b", "(?!.*a.*b)c"];

const FINE = [
  "sponsored|advert",
  "^\\[ad\\]",
  "\\bAI\\b",
  "foo.*bar",
  "foo.{0,50}bar",
  ".*podcast.*",
  "^(?!.*sponsored)",
  "^(?!.*foo).*bar$",
  "(?=.*rust)(?=.*release)",
  "\\d{4}-\\d{2}-\\d{2}",
  "[a-f0-9]{32}",
  "(?:\\w+ )*end$",
  "^(?:[^,]*,)*x",
  "^\\s+|\\s+$",
  "(?:show|ask) hn:?",
  "week(ly)? ?(in|review)",
  "https?://(?:www\\.)?example\\.org/.*",
  "v?\\d+\\.\\d+(\\.\\d+)?",
  "(?<share>\\d+)%",
  "(ab*)+c",
  "\\p{Lu}{3,}",
  "中.*文",
];

function verdict(pattern: string): boolean {
  return canRunAway(new RegExp(pattern, "iu"));
}

describe("canRunAway", () => {
  test.each(EXPONENTIAL)("%s is exponential", (pattern) => {
    expect(verdict(pattern)).toBe(true);
  });

  test.each(CUBIC_OR_WORSE)("%s takes the cube of the text's length", (pattern) => {
    expect(verdict(pattern)).toBe(true);
  });

  test.each(FINE)("%s is fine", (pattern) => {
    expect(verdict(pattern)).toBe(false);
  });

  test("a back-reference, and a pattern too large to look through, count as runaway", () => {
    expect(verdict("(a)\\1")).toBe(true);
    expect(verdict("(?:(?:ab{8}){8}c){8}")).toBe(true);
  });

  test("case is ignored as the pattern ignores it", () => {
    expect(verdict("(?:a+A+)+$")).toBe(true);
  });
});

describe("readPattern", () => {
  test("refuses what can run away, with what to do instead", () => {
    expect(readPattern("(a+)+$")).toMatchObject({ ok: false });
  });

  test("reads Unicode classes, and the older laxer syntax where that is what it is", () => {
    const letters = readPattern("^\\p{Lu}+$");
    expect(letters.ok && letters.value.test("\u0416")).toBe(true);
    const lax = readPattern("\\-\\_");
    expect(lax.ok && lax.value.test("-_")).toBe(true);
  });
});
