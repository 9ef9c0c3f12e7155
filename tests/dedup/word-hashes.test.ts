import { describe, expect, it } from "vitest";
import { wordHashes } from "../../src/dedup/word-hashes.ts";
import { wordHash, wordsOf } from "../../src/dedup/words.ts";

const hashesOf = (text: string) => [...wordHashes(text).words];

describe("the hashes of a text's words", () => {
  it.each([
    ["plain English", "The tide was out; the OLD wall lay dry."],
    ["apostrophes and dashes", "Don’t—it's the neighbour`s “wall” – isn´t it…"],
    ["soft hyphens and joiners", "Har\u00adbour wall\u200b, zero\u200dwidth \ufeffmark"],
    ["accents, composed and apart", "café cafe\u0301 naïve ÅNGSTRÖM Straße İstanbul"],
    ["Greek and Cyrillic", "ΟΔΟΣ Σίσυφος, Ёлка и «ёж»"],
    ["Chinese and Japanese", "港の灯台 2024年、歩く。カタカナ ﾊﾝｶｸ ＷＩＤＥ！"],
    ["Korean", "등대까지 걷기 (부산)"],
    ["Hindi and Thai", "बंदरगाह की दीवार ท่าเรือ"],
    ["signs that stand for letters", "½ cup ™ ﬁsh № 5 ① x²"],
    ["emoji", "walk 🚶‍♀️ to the 🗼 ❤️ now"],
    ["numbers", "1,234,567 of 1,23 and 12,345.67 at 3,000m, 1,000"],
    ["nothing", ""],
    ["no words", " — … \n "],
  ])("are those of the words themselves: %s", (_, text) => {
    expect(hashesOf(text)).toEqual(wordsOf(text).map(wordHash));
  });
});

describe("the hash of a text's numbers", () => {
  const numbers = (text: string) => wordHashes(text).numbers;

  it("is that of the different numbers, in any order", () => {
    expect(numbers("12 apples, 7 pears and 12 plums")).toBe(numbers("7 of 12"));
    expect(numbers("12 apples")).not.toBe(numbers("13 apples"));
    expect(numbers("1 and 2")).not.toBe(numbers("12"));
  });

  it("is 0 where there are none", () => {
    expect(numbers("no numbers at all")).toBe(0);
  });

  it("does not depend on how thousands are written", () => {
    expect(numbers("3,500 people")).toBe(numbers("3500 people"));
  });

  it("is the same whether or not a character of the text asks for the slow way", () => {
    expect(numbers("3,500 people in 2024 🚶")).toBe(numbers("3500 people in 2024"));
  });
});
