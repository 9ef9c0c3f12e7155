import { afterEach, describe, expect, it } from "vitest";
import { feedOf, wordsOf, type Article } from "./articles.ts";
import { hour, Planet } from "./planet.ts";

const blog = "https://blog.example/feed";
const news = "https://news.example/feed";
const third = "https://third.example/feed";

let planet: Planet;
afterEach(() => planet[Symbol.asyncDispose]());

/** One story as a site tells it; every site tells it in the same words, the later sites an hour later. */
function story(name: string, site: string, changes: Partial<Article> = {}): Article {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const text = wordsOf(name, 60);
  const at = Date.UTC(2026, 4, 31) + ["blog", "news", "third"].indexOf(site) * hour;
  return {
    title: `${name} over the river`,
    url: `https://${site}.example/${slug}`,
    at,
    text,
    ...changes,
  };
}

async function pollSites(names: readonly string[], sites = ["blog", "news"]): Promise<void> {
  for (const site of sites) {
    const articles = names.map((name) => story(name, site));
    await planet.poll(`https://${site}.example/feed`, feedOf(site, articles));
  }
}

/** Ids and places of all posts: what readers know them by. */
async function places(): Promise<readonly unknown[]> {
  return (await planet.posts()).map(({ atomId, sortAt, shown }) => [atomId, sortAt, shown.entryId]);
}

const joined = ["Bridge over the river @ blog.example news.example"];
const apart = ["Bridge over the river @ news.example", "Bridge over the river @ blog.example"];
const never =
  "dedup: { never: [['https://blog.example/bridge', 'http://www.news.example/bridge/']] }";

describe("dedup.never", () => {
  it("takes a stored post apart: one keeps id and place, the other gets its own", async () => {
    planet = await Planet.start([blog, news]);
    await pollSites(["Bridge"]);
    expect(await planet.shown()).toEqual(joined);
    const before = await places();
    expect(await planet.configure(never)).toBe(1);
    expect(await planet.shown()).toEqual(apart);
    const [moved, kept] = await planet.posts();
    expect([[kept?.atomId, kept?.sortAt, kept?.shown.entryId]]).toEqual(before);
    expect(moved?.atomId).toBe("https://news.example/bridge");
    expect(moved?.sortAt).toBe(story("Bridge", "news").at);
  });

  it("taken away joins them again under the id they had, and set again gives the other's back", async () => {
    planet = await Planet.start([blog, news]);
    await pollSites(["Bridge"]);
    const together = await places();
    await planet.configure(never);
    const parted = await places();
    await planet.configure("");
    expect(await planet.shown()).toEqual(joined);
    expect(await places()).toEqual(together);
    await planet.configure(never);
    expect(await places()).toEqual(parted);
  });

  it("holds for entries that come later, also by way of a copy of both", async () => {
    planet = await Planet.start([blog, news, third], never);
    await pollSites(["Bridge"], ["third", "blog", "news"]);
    expect(await planet.shown()).toEqual([
      "Bridge over the river @ third.example blog.example",
      "Bridge over the river @ news.example",
    ]);
  });

  it("between sources keeps all their articles apart, and lets a third join either", async () => {
    planet = await Planet.start([blog, news]);
    await pollSites(["Bridge", "Tunnel"]);
    expect(await planet.posts()).toHaveLength(2);
    await planet.configure(`dedup: { never: [['${blog}', '${news}']] }`);
    expect(await planet.posts()).toHaveLength(4);
    await planet.configure("");
    expect(await planet.posts()).toHaveLength(2);
  });

  it("knows a source by its configured address wherever it moved", async () => {
    planet = await Planet.start([blog, news], `dedup: { never: [['${blog}', '${news}']] }`);
    const document = feedOf("Blog", [story("Bridge", "blog")]);
    await planet.poll(blog, document, "https://moved.example/atom.xml");
    await pollSites(["Bridge"], ["news"]);
    expect(await planet.posts()).toHaveLength(2);
  });
});

describe("dedup.always", () => {
  const other: Partial<Article> = { title: "Nothing like it", text: wordsOf("other", 50) };
  const always =
    "dedup: { always: [['https://blog.example/bridge', 'https://news.example/tunnel']] }";

  async function pollStrangers(): Promise<void> {
    await planet.poll(blog, feedOf("Blog", [story("Bridge", "blog")]));
    await planet.poll(news, feedOf("News", [story("Tunnel", "news", other)]));
  }

  it("merges stored posts that have nothing in common; the earlier one stays as it was", async () => {
    planet = await Planet.start([blog, news]);
    await pollStrangers();
    const [, earlier] = await places();
    expect(await planet.configure(always)).toBe(1);
    expect(await planet.shown()).toEqual(["Bridge over the river @ blog.example news.example"]);
    expect(await places()).toEqual([earlier]);
    const [post] = await planet.posts();
    expect(post?.members[0]?.reason).toBe("asked-for");
  });

  it("taken away gives both their old ids and places back", async () => {
    planet = await Planet.start([blog, news]);
    await pollStrangers();
    const before = await places();
    await planet.configure(always);
    await planet.configure("");
    expect(await places()).toEqual(before);
  });

  it("gives the id of a merged post to no other article", async () => {
    planet = await Planet.start([blog, news, third]);
    const guid = "tag:news.example,2026:1";
    await planet.poll(blog, feedOf("Blog", [story("Bridge", "blog")]));
    await planet.poll(news, feedOf("News", [story("Tunnel", "news", { ...other, guid })]));
    await planet.configure(always);
    const claim = { guid, title: "Quite another", text: wordsOf("another", 40) };
    await planet.poll(third, feedOf("Third", [story("Ferry", "third", claim)]));
    const ids = (await planet.posts()).map(({ atomId }) => atomId);
    expect(ids).toHaveLength(2);
    expect(ids).not.toContain(guid);
  });

  it("joins entries that come later", async () => {
    planet = await Planet.start([blog, news], always);
    await pollStrangers();
    expect(await planet.posts()).toHaveLength(1);
  });

  it("gives way to never", async () => {
    planet = await Planet.start([blog, news]);
    await pollStrangers();
    const pair = "[['https://blog.example/bridge', 'https://news.example/tunnel']]";
    await planet.configure(`dedup: { always: ${pair}, never: ${pair} }`);
    expect(await planet.posts()).toHaveLength(2);
  });
});

describe("dedup.enabled", () => {
  it("false takes every join across sources apart, true makes it again, ids and places as before", async () => {
    planet = await Planet.start([blog, news, third]);
    await pollSites(["Bridge", "Tunnel", "Ferry"], ["blog", "news", "third"]);
    const before = await places();
    expect(before).toHaveLength(3);
    await planet.configure("dedup: { enabled: false }");
    expect(await planet.posts()).toHaveLength(9);
    await planet.configure("");
    expect(await places()).toEqual(before);
    expect((await planet.posts()).map(({ members }) => members.length)).toEqual([2, 2, 2]);
  });

  it("false leaves what one source gave as one article together", async () => {
    planet = await Planet.start([blog, news]);
    const bridge = story("Bridge", "blog");
    await planet.poll(blog, feedOf("Blog", [{ ...bridge, guid: "first-guid-1" }]));
    await planet.poll(blog, feedOf("Blog", [{ ...bridge, guid: "second-guid-2" }]));
    await planet.configure("dedup: { enabled: false }");
    expect(await planet.posts()).toHaveLength(1);
  });

  it("false still joins what a person asked for", async () => {
    planet = await Planet.start([blog, news]);
    await pollSites(["Bridge", "Tunnel"]);
    const pair = "[['https://blog.example/bridge', 'https://news.example/bridge']]";
    await planet.configure(`dedup: { enabled: false, always: ${pair} }`);
    expect(await planet.posts()).toHaveLength(3);
  });
});

describe("applying", () => {
  it("costs nothing and changes nothing while the settings are what they were", async () => {
    planet = await Planet.start([blog, news]);
    await pollSites(["Bridge"]);
    expect(await planet.configure(never)).toBe(1);
    expect(await planet.configure(never)).toBe(0);
    expect(await planet.configure("")).toBe(1);
    expect(await planet.configure("")).toBe(0);
  });

  it("reaches the published feed", async () => {
    planet = await Planet.start([blog, news]);
    await pollSites(["Bridge"]);
    expect((await planet.get("atom.xml")).match(/<entry/g)).toHaveLength(1);
    await planet.configure(never);
    const atom = await planet.get("atom.xml");
    expect(atom.match(/<entry/g)).toHaveLength(2);
    expect(atom).not.toContain('rel="related"');
  });

  it("takes many turns among many posts, and misses none", async () => {
    planet = await Planet.start([blog, news]);
    const names = Array.from({ length: 400 }, (_, index) => `Bridge ${wordsOf(`n${index}`, 2)}`);
    await pollSites(names);
    expect(await planet.posts()).toHaveLength(400);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    expect(await planet.configure("dedup: { enabled: false }")).toBe(400);
    clearInterval(turning);
    expect(await planet.posts()).toHaveLength(800);
    expect(turns).toBeGreaterThan(5);
  });
});
