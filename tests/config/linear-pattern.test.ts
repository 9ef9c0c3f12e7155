import { describe, expect, test } from "vitest";
import { LinearPattern } from "../../src/config/linear-pattern.ts";
import { readPattern } from "../../src/config/pattern.ts";

const patterns = [
  "foo.*bar",
  "\\d+%",
  "[\\w.-]+@spam",
  "a.*b$",
  "^(?!.*foo).*bar$",
  "(?=.*foo)(?=.*bar)",
  "(?<!foo.*)bar",
  "(?<=a+)b",
  "\\bfoo\\b.*\\bbar\\b",
  "\\Boo+\\b",
  "(?:a|b)+c{2,3}",
  "a{0,3}b?c+$",
  "(?<name>o+)f|\\s+$",
  "(?!a(?=b))[ab]+o",
  "\\p{Lu}+ é",
  "中.*文",
];

/** Texts of few letters, so that patterns are nearly found, and found, and not found. */
function textsOf(count: number, alphabet: readonly string[]): readonly string[] {
  let state = 42;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: next(14) }, () => alphabet[next(alphabet.length)] ?? "").join(""),
  );
}

const alphabet = [
  "a",
  "b",
  "c",
  "o",
  "f",
  "foo",
  "bar",
  " ",
  "\n",
  "1",
  "%",
  "@spam",
  "é",
  "中",
  "文",
  "😀",
];

/** In front of a text, so that it is long enough to be searched the other way; no pattern has any of it. */
const filler = "-\n".repeat(1_010);

describe("a search that does not depend on the text", () => {
  test.each(patterns)("finds what the engine finds: %s", (pattern) => {
    for (const flags of ["iu", "i"]) {
      if (flags === "i" && pattern.includes("\\p")) continue;
      const engine = new RegExp(pattern, flags);
      const linear = new LinearPattern(engine);
      for (const text of textsOf(100, alphabet)) {
        const long = filler + text;
        expect([text, long.search(linear) >= 0]).toEqual([text, long.search(engine) >= 0]);
        const turned = text + filler;
        expect([text, turned.search(linear) >= 0]).toEqual([text, turned.search(engine) >= 0]);
      }
    }
  });

  test.each([
    ["a.*\\p{2}\\-", "a pp-"],
    ["a.*\\u{2}\\-", "a uu-"],
    ["😀.*foo\\-", "😀 foo-"],
    ["a.*\\01\\-", "a \u0001-"],
    ["o.*😀{2}\\-", "o \u{1f600}\ude00-"],
  ])("finds what the engine finds in the older syntax: %s", (pattern, text) => {
    const read = readPattern(pattern);
    expect(read.ok && [read.value.flags, read.value instanceof LinearPattern]).toEqual(["i", true]);
    expect(read.ok && [text.search(read.value), (filler + text).search(read.value)]).toEqual([
      0, 0,
    ]);
  });

  test.each(["[\\w.-]+@spam", "\\d+%", "a.*b", "foo.{0,200}bar", "(?=.*x)y"])(
    "is what a rule gets, and takes little time for any text: %s",
    (pattern) => {
      const read = readPattern(pattern);
      expect(read.ok && read.value).toBeInstanceOf(LinearPattern);
      if (!read.ok) return;
      const before = process.threadCpuUsage().user;
      for (const part of ["a", "1", "foo", "y"])
        expect(part.repeat(20_000).slice(0, 20_000).search(read.value)).toBe(-1);
      expect(process.threadCpuUsage().user - before).toBeLessThan(400_000);
    },
  );

  test("patterns that never were slow stay the engine's", () => {
    const read = readPattern("sponsored|advert");
    expect(read.ok && read.value).not.toBeInstanceOf(LinearPattern);
  });
});
