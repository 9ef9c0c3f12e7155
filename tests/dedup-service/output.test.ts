import { afterEach, describe, expect, it } from "vitest";
import { feedOf, wordsOf, type Article } from "./articles.ts";
import { Planet } from "./planet.ts";

const blog = "https://blog.example/feed";
const news = "https://news.example/feed";
const hidden = "https://hidden.example/feed";

let planet: Planet;
afterEach(() => planet[Symbol.asyncDispose]());

function bridge(site: string): Article {
  const url = `https://${site}.example/bridge`;
  const text = wordsOf("bridge", 60);
  return { title: "A bridge over the river", url, at: Date.UTC(2026, 4, 31), text };
}

async function start(): Promise<void> {
  planet = await Planet.start(
    [blog, news, `{ url: '${hidden}', name: Mine, private: true }`],
    "title: All",
  );
  await planet.poll(blog, feedOf("Blog", [bridge("blog")]));
  await planet.poll(news, feedOf("News", [bridge("news")]));
  await planet.poll(hidden, feedOf("Hidden", [bridge("hidden")]));
}

describe("an article of three sources", () => {
  it("is one Atom entry with its copies as related links and its own source", async () => {
    await start();
    const atom = await planet.get("atom.xml");
    expect(atom.match(/<entry/g)).toHaveLength(1);
    expect(atom).toContain('<link rel="alternate" href="https://blog.example/bridge"/>');
    expect(atom).toContain('<link rel="related" href="https://news.example/bridge" title="News"/>');
    expect(atom).toContain('<title type="text">Blog</title>');
  });

  it("names by a via link the feed that leads to the very same address", async () => {
    planet = await Planet.start([blog, news]);
    await planet.poll(blog, feedOf("Blog", [bridge("blog")]));
    await planet.poll(news, feedOf("News", [{ ...bridge("blog"), guid: "n1" }]));
    const atom = await planet.get("atom.xml");
    expect(atom).toContain(`<link rel="via" href="${news}" title="News"/>`);
    expect(atom).not.toContain('rel="related"');
  });

  it("names the other sources on the page", async () => {
    await start();
    const page = (await planet.get("")).replace(/<[^>]*>/g, "");
    expect(page).toContain("From Blog; also in: News, Mine");
  });

  it("tells copies and reasons in JSON Feed", async () => {
    await start();
    const { items } = JSON.parse(await planet.get("feed.json")) as {
      items: { _feedloom: { copies: { reason: string; source: { title: string } }[] } }[];
    };
    expect(items).toHaveLength(1);
    const copies = items[0]?.["_feedloom"].copies ?? [];
    expect(copies.map(({ source, reason }) => [source.title, reason])).toEqual([
      ["News", "same-text"],
      ["Mine", "same-text"],
    ]);
  });

  it("is once in the text listing", async () => {
    await start();
    expect((await planet.get("posts.txt")).match(/A bridge over the river/g)).toHaveLength(1);
  });

  it("leaks no address of a private source's feed", async () => {
    await start();
    for (const name of [
      "",
      "atom.xml",
      "rss.xml",
      "feed.json",
      "posts.txt",
      "opml.xml",
      "status.json",
    ]) {
      expect(await planet.get(name)).not.toContain(hidden);
    }
  });
});

describe("/status.json", () => {
  it("shows that a source gives one guid to all its items", async () => {
    planet = await Planet.start([blog]);
    const items = ["One", "Two", "Three", "Four"].map((name) => ({
      ...bridge("blog"),
      title: `${name} in the hills`,
      guid: "item",
      url: `https://blog.example/${name}`,
      text: wordsOf(name, 30),
    }));
    await planet.poll(blog, feedOf("Blog", items));
    const { sources } = JSON.parse(await planet.get("status.json")) as { sources: unknown[] };
    expect(sources[0]).toMatchObject({ weakKeys: { guid: true, link: false }, entries: 4 });
  });
});
