import { afterEach, expect, it } from "vitest";
import { rederiveEntries } from "../../src/rederive.ts";
import { feedOf, wordsOf, type Article } from "./articles.ts";
import { Planet } from "./planet.ts";

const blog = "https://blog.example/feed";
const news = "https://news.example/feed";

let planet: Planet;
afterEach(() => planet[Symbol.asyncDispose]());

function bridge(site: string): Article {
  const url = `https://${site}.example/bridge`;
  const text = wordsOf("bridge", 60);
  return { title: "A bridge over the river", url, at: Date.UTC(2026, 4, 31), text };
}

/** What a database of an older program looks like. */
async function growOld(): Promise<void> {
  const { db } = planet.store;
  await db
    .updateTable("entry_content")
    .set({ derived: '{"title":"old"}', features: "{}", pageDerived: null, derivedVersion: 1 })
    .execute();
  await db.deleteFrom("entry_key").execute();
}

const running = new AbortController().signal;

it("after an upgrade stored entries are derived anew, found by later copies, and keep id and place", async () => {
  planet = await Planet.start([blog, news]);
  await planet.poll(blog, feedOf("Blog", [bridge("blog")]));
  const [before] = await planet.posts();
  await growOld();
  expect((await planet.posts())[0]?.shown.derived.title).toBe("old");
  expect(await rederiveEntries(planet.store, running)).toBe(1);
  expect(await planet.posts()).toEqual([before]);
  await planet.poll(news, feedOf("News", [bridge("news")]));
  expect(await planet.shown()).toEqual(["A bridge over the river @ blog.example news.example"]);
  expect(await rederiveEntries(planet.store, running)).toBe(0);
});

it("an entry's page is put together with it anew", async () => {
  planet = await Planet.start([blog]);
  await planet.poll(blog, feedOf("Blog", [bridge("blog")]));
  const html = `<p>${wordsOf("the whole article", 300)}</p>`;
  const page = JSON.stringify({ html, imageUrl: null, author: "Jo Doe" });
  await planet.store.db.updateTable("entry_content").set({ page }).execute();
  await growOld();
  await rederiveEntries(planet.store, running);
  const row = await planet.store.db
    .selectFrom("entry_content")
    .select("pageDerived")
    .executeTakeFirstOrThrow();
  expect(row.pageDerived).toContain(wordsOf("the whole article", 20));
  expect(row.pageDerived).toContain("Jo Doe");
});

it("broken off, it goes on at the next start", async () => {
  planet = await Planet.start([blog]);
  const articles = Array.from({ length: 120 }, (_, index) => ({
    ...bridge("blog"),
    title: wordsOf(`title ${index}`, 5),
    url: `https://blog.example/${index}`,
    text: wordsOf(`text ${index}`, 40),
  }));
  await planet.poll(blog, feedOf("Blog", articles));
  await growOld();
  const first = await rederiveEntries(planet.store, AbortSignal.abort());
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(120);
  expect(await rederiveEntries(planet.store, running)).toBe(120 - first);
});
