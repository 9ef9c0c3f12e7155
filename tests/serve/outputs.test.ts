import { afterEach, describe, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { rss } from "./sample-documents.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";

let site: RunningSite;
afterEach(() => site.stop());

async function start(outputs: string): Promise<void> {
  site = await RunningSite.start(`
title: Planet
url: https://planet.example/
outputs: ${outputs}
feeds: [{ url: ${a}, name: Alpha, tags: [Security, news] }, { url: ${b}, tags: [news] }]
`);
  const days = (word: string) =>
    ["Monday", "Tuesday", "Friday"].map((day, index) => ({
      title: `${word} of ${day}`,
      link: `https://${word.toLowerCase()}.example/${day}`,
      date: new Date(Date.UTC(2026, 3, 30 - index)).toUTCString(),
      content: `All about ${day}, at length.`,
    }));
  await site.poll(a, rss("A", days("Holes")));
  await site.poll(b, rss("B", days("Cats")));
}

async function titles(address: string): Promise<readonly string[]> {
  const { text } = await site.get(address);
  const found = text.matchAll(/<entry[^>]*>\s*<title type="text">([^<]*)</g);
  return [...found].map((match) => match[1] ?? "").sort();
}

describe("a named output", () => {
  it("holds the posts of its tags and of the sources it names", async () => {
    await start(
      "[{ path: s, tags: [security] }, { path: n, sources: [Alpha] }, { path: u, sources: ['https://b.example/feed'] }, { path: both, tags: [security], sources: ['https://b.example/feed'] }]",
    );
    const holes = ["Holes of Friday", "Holes of Monday", "Holes of Tuesday"];
    const cats = ["Cats of Friday", "Cats of Monday", "Cats of Tuesday"];
    expect(await titles("/s/atom.xml")).toEqual(holes);
    expect(await titles("/n/atom.xml")).toEqual(holes);
    expect(await titles("/u/atom.xml")).toEqual(cats);
    expect(await titles("/both/atom.xml")).toEqual([...cats, ...holes]);
  });

  it("keeps and drops by rules of its own, which hold nowhere else", async () => {
    await start(
      "[{ path: team/fridays, keep: [{ title: friday }], drop: [{ title: cats, content: friday }] }]",
    );
    expect(await titles("/team/fridays/atom.xml")).toEqual(["Holes of Friday"]);
    expect(await titles("/atom.xml")).toHaveLength(6);
  });

  it("has its own limit, content and title, in every format", async () => {
    await start("[{ path: short, title: In short, limit: 2, content: summary }, { path: long }]");
    const atom = (await site.get("/short/atom.xml")).text;
    expect(await titles("/short/atom.xml")).toHaveLength(2);
    expect(atom).toContain("<title>In short</title>");
    expect(atom).toContain('<link rel="self" href="https://planet.example/short/atom.xml"/>');
    expect(atom).not.toContain("<content");
    expect((await site.get("/long/atom.xml")).text).toContain("<content");

    const text = "All about Monday, at length.";
    const feed = JSON.parse((await site.get("/short/feed.json")).text) as Record<string, unknown>;
    expect(feed).toMatchObject({
      title: "In short",
      home_page_url: "https://planet.example/short/",
      items: [{ content_text: text }, { content_text: text }],
    });
    const channel = (await site.get("/short/rss.xml")).text;
    expect(channel.match(/<item>/g)).toHaveLength(2);
    expect(channel).not.toContain("<content:encoded>");
    expect((await site.get("/short/posts.txt")).text).toContain("Monday");
    expect((await site.get("/short/")).text).toContain("<h1>In short");
    expect((await site.get("/short/opml.xml")).text).toContain('text="Alpha"');
    expect((await site.get("/long/atom.xml")).text).toContain("<title>Planet: long</title>");
  });

  it("follows a config edit, and is gone with it", async () => {
    await start("[{ path: cats, keep: [{ title: cats }] }]");
    expect(await titles("/cats/atom.xml")).toHaveLength(3);
    await site.reconfigure(`url: https://planet.example/\nfeeds: [${a}, ${b}]`);
    expect((await site.get("/cats/atom.xml")).status).toBe(404);
  });
});
