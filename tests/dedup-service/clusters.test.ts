import { afterEach, describe, expect, it } from "vitest";
import { feedOf, wordsOf, type Article } from "./articles.ts";
import { day, hour, Planet } from "./planet.ts";

const blog = "https://blog.example/feed";
const planetFeed = "https://planet.example/feed";
const third = "https://third.example/feed";
const may = Date.UTC(2026, 4, 30);

let planet: Planet;
afterEach(() => planet[Symbol.asyncDispose]());

function article(name: string, changes: Partial<Article> = {}): Article {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  return {
    title: `${name} over the river`,
    url: `https://blog.example/2026/${slug}`,
    at: may,
    text: wordsOf(name, 150),
    ...changes,
  };
}

/** Id, place and shown entry of every post: what readers take for the same post again. */
async function known(): Promise<readonly unknown[]> {
  return (await planet.posts()).map(({ atomId, sortAt, shown }) => [atomId, sortAt, shown.entryId]);
}

describe("the entry a post shows", () => {
  it("is the article's own site's, where an aggregator was polled a minute before it", async () => {
    planet = await Planet.start([blog, planetFeed]);
    await planet.poll(planetFeed, feedOf("Planet", [article("Bridge", { guid: "p1" })]));
    planet.now -= hour - 60_000;
    await planet.poll(blog, feedOf("Blog", [article("Bridge")]));
    const [post, ...more] = await planet.posts();
    expect(more).toEqual([]);
    expect(post?.shown.raw.id).toBe(article("Bridge").url);
    expect(post?.members.map(({ reason }) => reason)).toEqual(["same-address"]);
  });

  it("stays with its id and place when better copies come later", async () => {
    planet = await Planet.start([planetFeed, blog, third]);
    const short = article("Bridge", { guid: "p1", text: wordsOf("Bridge", 40) });
    await planet.poll(planetFeed, feedOf("Planet", [short]));
    const before = await known();
    await planet.poll(blog, feedOf("Blog", [article("Bridge")]));
    await planet.poll(third, feedOf("Third", [article("Bridge", { guid: "t1" })]));
    expect(await known()).toEqual(before);
    expect((await planet.posts())[0]?.members).toHaveLength(2);
  });

  it("is refreshed in place by an edit", async () => {
    planet = await Planet.start([blog]);
    await planet.poll(blog, feedOf("Blog", [article("Bridge")]));
    const before = await known();
    const edited = article("Bridge", { title: "A new bridge", text: wordsOf("edited", 90) });
    await planet.poll(blog, feedOf("Blog", [edited]));
    expect(await known()).toEqual(before);
    expect((await planet.posts())[0]?.shown.derived.title).toBe("A new bridge");
    expect((await planet.posts())[0]?.shown.editedAt).toBe(planet.now);
  });
});

describe("nothing comes back as new", () => {
  const names = ["Bridge", "Tunnel", "Ferry", "Airship", "Cable car"];
  const articles = names.map((name, index) => article(name, { at: may - index * day }));

  type Change = (one: Article, index: number) => Article;

  const changes: readonly (readonly [string, Change])[] = [
    ["a feed changes all its guids", (one, index) => ({ ...one, guid: `new-guid-${index}` })],
    ["a feed drops its guids", (one) => ({ ...one, guid: null })],
    [
      "a blog changes the form of its addresses",
      (one) => ({ ...one, url: one.url.replace("/2026/", "/posts/") }),
    ],
    ["an old post gets a new date", (one) => ({ ...one, at: may + day })],
    [
      "a campaign's parameters change",
      (one) => ({ ...one, guid: null, url: `${one.url}?utm_campaign=x&amp;fbclid=7` }),
    ],
  ];

  it.each(changes)("when %s", async (_, change) => {
    planet = await Planet.start([blog]);
    await planet.poll(blog, feedOf("Blog", articles));
    const before = await known();
    await planet.poll(blog, feedOf("Blog", articles.map(change)));
    expect(await known()).toEqual(before);
  });

  it("when a feed lists them in another order", async () => {
    planet = await Planet.start([blog]);
    await planet.poll(blog, feedOf("Blog", articles));
    const before = await known();
    await planet.poll(blog, feedOf("Blog", articles.toReversed()));
    expect(await known()).toEqual(before);
  });

  it("when a blog moves to another host by a redirect", async () => {
    planet = await Planet.start([blog]);
    await planet.poll(blog, feedOf("Blog", articles));
    const before = await known();
    const moved = articles.map((one) => ({
      ...one,
      url: one.url.replace("blog.example", "moved.example"),
    }));
    await planet.poll(blog, feedOf("Blog", moved), "https://moved.example/feed");
    expect(await known()).toEqual(before);
  });
});

describe("a feed whose keys name nothing", () => {
  const items = ["One", "Two", "Three", "Four"].map((name) => article(name));

  it.each([
    ["one guid", items.map((item) => ({ ...item, guid: "item" }))],
    ["one link", items.map((item) => ({ ...item, url: "https://blog.example/news", guid: null }))],
    [
      "one guid and one link",
      items.map((item) => ({ ...item, url: "https://blog.example/news", guid: "item" })),
    ],
  ])("for all its items, %s, shows them all, and each once over polls", async (_, listed) => {
    planet = await Planet.start([blog]);
    await planet.poll(blog, feedOf("Blog", listed));
    expect(await planet.posts()).toHaveLength(4);
    const fifth = { ...listed[0], ...article("Five"), guid: listed[0]?.guid ?? null };
    await planet.poll(blog, feedOf("Blog", [fifth, ...listed.slice(0, 3)]));
    expect(await planet.posts()).toHaveLength(5);
  });
});
