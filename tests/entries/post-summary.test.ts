import { describe, expect, test } from "vitest";
import { postSummary, readingMinutes } from "../../src/entries/post-summary.ts";
import { shownAuthors, neutralAuthors } from "../../src/entries/shown-authors.ts";
import { shownDate } from "../../src/entries/shown-date.ts";
import { titleFromText } from "../../src/entries/title-from-text.ts";
import type { EntryText } from "../../src/model/entry.ts";

function entryText(blocks: readonly string[], over: Partial<EntryText> = {}): EntryText {
  return { kind: "content", blocks, hasMore: false, words: 0, cjkCharacters: 0, ...over };
}

describe("post summary", () => {
  test.each([
    [
      "whole blocks until there are enough words",
      ["one two", "three four", "five"],
      3,
      "one two three four ...",
    ],
    ["everything, where there is no more", ["one two", "three four"], 3, "one two three four"],
    ["fewer words than asked for", ["one two"], 50, "one two"],
    ["exactly as many", ["one two three", "four"], 3, "one two three ..."],
    ["a block up to the double stays whole", ["one two", "a b c d"], 3, "one two a b c d"],
    [
      "beyond the double it is cut after the last sentence that fits",
      ["one two", "A b. C d. E f g h."],
      3,
      "one two A b. C d. ...",
    ],
    ["a sentence that ends exactly at the double fits", ["A b c d. E f."], 2, "A b c d. ..."],
    [
      "without such a sentence it is cut at the word",
      ["one two", "a b c d e f g"],
      3,
      "one two a b c d ...",
    ],
    ["no text", [], 10, ""],
    [
      "CJK is cut after its sentence",
      ["日本語の文。次の文章はもっと長いです。"],
      3,
      "日本語の文。 ...",
    ],
    [
      "CJK without a sentence is cut inside",
      ["日本語の文章はもっと長い"],
      2,
      "日本語の文章はも ...",
    ],
  ])("%s", (_, blocks, summaryWords, expected) => {
    expect(postSummary(entryText(blocks), summaryWords)).toBe(expected);
  });

  test("more text after the blocks kept shows", () => {
    expect(postSummary(entryText(["one"], { hasMore: true }), 5)).toBe("one ...");
  });
});

describe("reading time", () => {
  test.each([
    [1, 0, 1],
    [213, 0, 1],
    [214, 0, 2],
    [0, 501, 2],
    [106, 251, 1],
    [0, 0, 1],
  ])("%i words and %i CJK characters take %i min", (words, cjkCharacters, minutes) => {
    expect(readingMinutes(entryText(["a"], { words, cjkCharacters }))).toBe(minutes);
  });

  test("a bare summary has none", () => {
    expect(readingMinutes(entryText(["a"], { kind: "summary", words: 500 }))).toBeNull();
  });
});

describe("title made from the text", () => {
  test("a short first block is the title", () => {
    expect(titleFromText(entryText(["Just this.", "More"]))).toBe("Just this.");
  });

  test("a long one is cut at a word, without the comma before the cut", () => {
    const block = "one two three four five six seven eight nine ten eleven twelve, thirteen";
    expect(titleFromText(entryText([block]))).toBe(
      "one two three four five six seven eight nine ten eleven twelve…",
    );
    expect(titleFromText(entryText([`${"a".repeat(60)} ${"b".repeat(60)}`]))).toBe(
      `${"a".repeat(60)}…`,
    );
  });

  test("without text there is none", () => {
    expect(titleFromText(entryText([]))).toBeNull();
  });
});

test("dates are shown as the language writes them, by the day of the time zone", () => {
  const at = "2026-02-10T23:30:00.000Z";
  expect(shownDate(at, { language: "en", timezone: "UTC" })).toBe("February 10, 2026");
  expect(shownDate(at, { language: "de", timezone: "Europe/Berlin" })).toBe("11. Februar 2026");
});

describe("shown authors", () => {
  const person = (
    name: string | null,
    email: string | null = null,
  ): Parameters<typeof shownAuthors>[0][number] => ({
    name,
    email,
    url: null,
  });

  test("e-mail addresses are never published", () => {
    const people = [
      person(null, "a@x.example"),
      person("b@x.example"),
      person("Jane jane@x.example"),
      person("Joe", "joe@x.example"),
      person("Ann (@ann@social.example)"),
    ];
    expect(shownAuthors(people)).toEqual(["Jane", "Joe", "Ann (@ann@social.example)"]);
  });

  test("inspect names everyone, by address where that is all there is", () => {
    expect(neutralAuthors([person("Jane", "j@x.example"), person(null, "a@x.example")])).toEqual([
      "Jane",
      "a@x.example",
    ]);
  });
});
