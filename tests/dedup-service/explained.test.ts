import { describe, expect, it } from "vitest";
import { refusalExamples, joinExamples } from "./examples.ts";
import { explainExample } from "./explain-example.ts";

describe("explain names the reason of a join", () => {
  it.each(Object.entries(joinExamples))("%s", async (reason, example) => {
    const { articles } = await explainExample(example);
    expect(articles).toHaveLength(1);
    expect(articles[0]?.isShown).toBe(true);
    const copies = articles[0]?.entries.slice(1) ?? [];
    expect(copies.map((entry) => entry.reason)).toEqual([reason]);
    expect(copies[0]?.evidence).not.toBe("");
  });
});

describe("explain names what kept an entry apart", () => {
  it.each(Object.entries(refusalExamples))("%s", async (reason, example) => {
    const { articles } = await explainExample(example);
    expect(articles[0]?.entries).toHaveLength(1);
    expect(articles[0]?.refused.map((refusal) => refusal.reason)).toEqual([reason]);
    expect(articles[0]?.refused[0]?.evidence).not.toBe("");
  });
});
