import { createHash } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { feedOf, wordsOf, type Article } from "./articles.ts";
import { day, Planet } from "./planet.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";

let planet: Planet;
afterEach(() => planet[Symbol.asyncDispose]());

/** In both feeds, word for word. */
function article(number: number, word = "River"): Article {
  return {
    title: `${word} ${wordsOf(`t${number}`, 4)}`,
    url: `https://a.example/${number}`,
    at: Date.UTC(2026, 4, 30) - number * day,
    text: wordsOf(`a${number}`, 40),
  };
}

async function entriesAt(address: string): Promise<number> {
  const text = await planet.get(address);
  expect(text).toContain("<feed");
  return text.match(/<entry/g)?.length ?? 0;
}

const ofA = `sources/${createHash("sha256").update(a).digest("hex").slice(0, 12)}/atom.xml`;

it("what a source drops is not in its feeds because another has a copy", async () => {
  const outputs = `outputs: [{ path: out, sources: ['${a}'] }]`;
  const feeds = [`{ url: '${a}', tags: [own], drop: [{ title: sponsored }] }`, b];
  planet = await Planet.start(feeds, outputs);
  const articles = [article(1, "Sponsored"), article(2)];
  await planet.poll(a, feedOf("A", articles));
  await planet.poll(b, feedOf("B", articles));
  expect(await planet.posts()).toHaveLength(2);
  expect(await entriesAt("atom.xml")).toBe(2);
  for (const address of [ofA, "tags/own/atom.xml", "out/atom.xml"])
    expect(await entriesAt(address)).toBe(1);
});

it("a source's own feed has no more of its first poll than newSourceLimit, copies or not", async () => {
  planet = await Planet.start([a, b], "posts: { newSourceLimit: 3 }");
  await planet.poll(
    a,
    feedOf(
      "A",
      [1, 2, 3, 4, 5].map((number) => article(number)),
    ),
  );
  await planet.poll(b, feedOf("B", [article(5)]));
  expect(await entriesAt("atom.xml")).toBe(4);
  expect(await entriesAt(ofA)).toBe(3);
});
