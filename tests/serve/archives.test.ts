import { afterEach, describe, expect, it } from "vitest";
import { prune } from "../../src/store/retention.ts";
import { RunningSite, idOf, type Answer } from "./running-site.ts";
import { days, rss, type SampleItem } from "./sample-documents.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";
const day = 86_400_000;
const base = "https://planet.example/base/";

let site: RunningSite;
afterEach(() => site.stop());

async function start(settings = "posts: { limit: 50, newSourceLimit: 0 }"): Promise<void> {
  site = await RunningSite.start(config(settings));
}

function config(settings: string): string {
  const feeds = `[{ url: ${a}, tags: [ai] }, { url: ${b}, name: B }]`;
  return `title: Planet\nurl: ${base}\n${settings}\nfeeds: ${feeds}`;
}

/** Longer than changes may share one rendering. */
function nextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_050));
}

function linkOf(text: string, rel: string): string | null {
  const head = text.split("<entry", 1)[0] ?? "";
  const href = new RegExp(`<link rel="${rel}" href="([^"]+)"/>`).exec(head)?.[1];
  return href?.slice(base.length - 1).replaceAll("&amp;", "&") ?? null;
}

function titlesIn({ text }: Answer): readonly string[] {
  const found = text.matchAll(/<entry[^>]*>\s*<title type="text">([^<]*)</g);
  return [...found].map((match) => match[1] ?? "");
}

type Walk = { readonly addresses: readonly string[]; readonly titles: readonly string[] };

/** Everything a reader finds that follows `rel` from an address on. */
async function walk(from: string, rel: string): Promise<Walk> {
  const addresses: string[] = [];
  const titles: string[] = [];
  for (let next: string | null = from; next !== null;) {
    const answer = await site.get(next);
    expect([next, answer.status]).toEqual([next, 200]);
    addresses.push(next);
    titles.push(...titlesIn(answer));
    next = linkOf(answer.text, rel);
  }
  return { addresses, titles };
}

function late(title: string, daysAgo: number): SampleItem {
  return { title, date: new Date(site.now - daysAgo * day).toUTCString() };
}

describe("archives", () => {
  it("hold every post that the live feed has no room for", async () => {
    await start();
    await site.poll(a, rss("A", days(230, "A")));
    const { addresses, titles } = await walk("/atom.xml", "prev-archive");
    expect(addresses).toEqual([
      "/atom.xml",
      "/archive/3/atom.xml",
      "/archive/2/atom.xml",
      "/archive/1/atom.xml",
    ]);
    expect(new Set(titles).size).toBe(230);
    expect(new Set(titles.slice(50)).size).toBe(titles.length - 50);
  });

  it("lead from newer posts to older ones, whatever the order of the document", async () => {
    await start();
    await site.poll(a, rss("A", days(230, "A").toReversed()));
    const { addresses } = await walk("/archive/3/atom.xml", "prev-archive");
    const found = await Promise.all(addresses.map((address) => site.get(address)));
    expect(found.flatMap(titlesIn)).toEqual(days(230, "A").map(({ title }) => title));
  });

  it("say what they are, and of which feed", async () => {
    await start();
    await site.poll(a, rss("A", days(230, "A")));
    const { text, headers } = await site.get("/archive/2/atom.xml");
    expect(text).toContain(`<id>${base}atom.xml</id>`);
    expect(text).toContain(`<link rel="self" href="${base}archive/2/atom.xml"/>`);
    expect(text).toContain('<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>');
    expect(linkOf(text, "current")).toBe("/atom.xml");
    expect(linkOf(text, "next-archive")).toBe("/archive/3/atom.xml");
    expect(headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
    expect(text.indexOf("fh:archive")).toBeLessThan(text.indexOf("<entry"));
    const again = await site.get("/archive/2/atom.xml", { "if-none-match": headers.etag ?? "" });
    expect(again.status).toBe(304);
  });

  it("are not changed by polls once they are full: late and back-dated posts go to the newest", async () => {
    await start();
    await site.poll(a, rss("A", days(230, "A")));
    const before = await walk("/archive/3/atom.xml", "prev-archive");
    const full = [...before.addresses.slice(1), `/archive/sources/${idOf(a)}/1/atom.xml`];
    const bytes = await Promise.all(full.map(async (address) => (await site.get(address)).text));
    site.now += day;
    const news = [late("Late", 7), late("Back-dated", 400), late("New", 0)];
    await site.poll(a, rss("A renamed", [...news, ...days(230, "A")]));
    await site.poll(b, rss("B", days(40, "B")));
    await nextLook();
    expect(await Promise.all(full.map(async (address) => (await site.get(address)).text))).toEqual(
      bytes,
    );
    expect((await site.get("/atom.xml")).text).toContain(">A renamed<");
    const { titles } = await walk("/atom.xml", "prev-archive");
    expect(titles).toEqual(expect.arrayContaining(["Late", "Back-dated", "New", "B 1"]));
  });

  it("of a tag are not changed by a later one of the tag, nor those of a source", async () => {
    await start();
    await site.poll(a, rss("A", days(100, "A")));
    await site.poll(b, rss("B", days(120, "B")));
    const full = ["/archive/tags/ai/1/atom.xml", `/archive/sources/${idOf(a)}/1/atom.xml`];
    const bytes = await Promise.all(full.map(async (address) => (await site.get(address)).text));
    site.now += day;
    await site.poll(a, rss("A", [late("New", 0), ...days(100, "A")]));
    await nextLook();
    expect(await Promise.all(full.map(async (address) => (await site.get(address)).text))).toEqual(
      bytes,
    );
    const { addresses } = await walk("/archive/tags/ai/3/atom.xml", "prev-archive");
    expect(addresses.at(-1)).toBe("/archive/tags/ai/1/atom.xml");
  });

  it("do not change with edits once they are full; the live feed and later archives do", async () => {
    await start();
    const before = days(230, "A");
    const edited = (index: number): readonly SampleItem[] =>
      before.map((item, at) => (at === index ? { ...item, content: "Edited later." } : item));
    await site.poll(a, rss("A", before));
    const [full, open] = ["/archive/2/atom.xml", "/archive/3/atom.xml"];
    const { text } = await site.get(full);
    site.now += day;
    await site.poll(a, rss("A", edited(35)));
    await site.poll(a, rss("A", edited(36)));
    await nextLook();
    expect((await site.get(full)).text).toBe(text);
    expect((await site.get("/atom.xml")).text).toContain("Edited later.");
    site.now += day;
    await site.poll(a, rss("A", edited(4)));
    await nextLook();
    expect((await site.get(open)).text).toContain("Edited later.");
  });

  it("are taken away whole by retention, the oldest first", async () => {
    await start();
    const all = days(230, "A");
    await site.poll(a, rss("A", all));
    site.now += day;
    await site.poll(a, rss("A", all.slice(0, 180)));
    site.now += 90 * day;
    await prune(site.store, { days: 60, minPerSource: 0, now: site.now });
    await nextLook();
    const { addresses, titles } = await walk("/atom.xml", "prev-archive");
    expect(addresses).toEqual(["/atom.xml", "/archive/3/atom.xml", "/archive/2/atom.xml"]);
    expect(new Set(titles)).toEqual(new Set(all.slice(0, 130).map(({ title }) => title)));
    expect((await site.get("/archive/1/atom.xml")).status).toBe(404);
  });

  it("show an article that another source joined later in the block it came with", async () => {
    await start();
    await site.poll(a, rss("A", days(150, "A")));
    await site.poll(b, rss("B", days(3, "B")));
    const { titles } = await walk("/archive/2/atom.xml", "prev-archive");
    expect(titles.filter((title) => title === "B 1")).toEqual(["B 1"]);
  });

  it("are made of the config of now", async () => {
    await start();
    await site.poll(a, rss("A", days(130, "A")));
    await site.reconfigure(
      config("posts: { limit: 50, newSourceLimit: 0 }\ndrop: [{ title: '^A 3.$' }]"),
    );
    await nextLook();
    const titles = titlesIn(await site.get("/archive/1/atom.xml"));
    expect(titles).not.toContain("A 30");
    expect(titles).toContain("A 29");
  });

  it("hold of a source's first poll what the pages show of it", async () => {
    await start("posts: { limit: 5, newSourceLimit: 10 }\ndrop: [{ title: '^A 30$' }]");
    await site.poll(a, rss("A", days(30, "A")));
    const shown = (await walk("/archive/1/atom.xml", "prev-archive")).titles;
    const page = (await site.get("/posts.txt")).text;
    expect(shown).toHaveLength(10);
    for (const title of shown) expect(page).toContain(`${title}\n`);
  });

  it("exist for tags, sources and outputs, each with its own posts", async () => {
    await start(
      "posts: { limit: 5, newSourceLimit: 0 }\noutputs: [{ path: only-b, sources: [B] }]",
    );
    await site.poll(a, rss("A", days(120, "A")));
    await site.poll(b, rss("B", days(20, "B")));
    const ofTag = await walk("/tags/ai/atom.xml", "prev-archive");
    expect(ofTag.addresses.slice(1)).toEqual([
      "/archive/tags/ai/2/atom.xml",
      "/archive/tags/ai/1/atom.xml",
    ]);
    expect(new Set(ofTag.titles).size).toBe(120);
    for (const feed of [`/sources/${idOf(b)}/atom.xml`, "/only-b/atom.xml"]) {
      const { titles } = await walk(feed, "prev-archive");
      expect([...new Set(titles)].sort()).toEqual(
        days(20, "B")
          .map(({ title }) => title)
          .sort(),
      );
    }
  });

  it("hold what a limit per source keeps out of the live feed", async () => {
    await start("posts: { limit: 50, newSourceLimit: 0, perSourceLimit: 3 }");
    await site.poll(a, rss("A", days(10, "A")));
    expect(titlesIn(await site.get("/atom.xml"))).toHaveLength(3);
    expect(new Set((await walk("/atom.xml", "prev-archive")).titles).size).toBe(10);
  });

  it("are not linked while the live feed has everything, and not there while there is nothing", async () => {
    await start();
    await site.poll(a, rss("A", days(10, "A")));
    expect(linkOf((await site.get("/atom.xml")).text, "prev-archive")).toBeNull();
    for (const address of [
      "/archive/7/atom.xml",
      "/archive/0/atom.xml",
      "/archive/99999999999/atom.xml",
      "/archive/atom.xml",
      "/archive/1/rss.xml",
      "/archive/tags/no/1/atom.xml",
    ]) {
      expect([address, (await site.get(address)).status]).toEqual([address, 404]);
    }
  });
});

describe("paged feeds", () => {
  it("lead through all posts of a tag or source, both ways", async () => {
    await start();
    await site.poll(a, rss("A", days(130, "A")));
    for (const feed of ["/tags/ai/atom.xml", `/sources/${idOf(a)}/atom.xml`]) {
      const forth = await walk(feed, "next");
      expect(forth.addresses).toEqual([feed, `${feed}?page=2`, `${feed}?page=3`]);
      expect(forth.titles).toEqual(days(130, "A").map(({ title }) => title));
      const { text } = await site.get(`${feed}?page=2`);
      expect(linkOf(text, "first")).toBe(feed);
      expect(linkOf(text, "previous")).toBe(feed);
      expect(linkOf(text, "last")).toBe(`${feed}?page=3`);
      expect(text).toContain(`<id>${base.slice(0, -1)}${feed}</id>`);
      expect(text).toContain(`<link rel="self" href="${base.slice(0, -1)}${feed}?page=2"/>`);
    }
    expect((await site.get("/tags/ai/atom.xml?page=4")).status).toBe(404);
  });

  it("leave the last page open where rules may drop posts", async () => {
    await start("posts: { limit: 50, newSourceLimit: 0 }\ndrop: [{ title: '^A 1$' }]");
    await site.poll(a, rss("A", days(130, "A")));
    const { text } = await site.get("/tags/ai/atom.xml");
    expect([linkOf(text, "next"), linkOf(text, "last")]).toEqual([
      "/tags/ai/atom.xml?page=2",
      null,
    ]);
  });

  it("begin again after a live feed that is cut by limits per source", async () => {
    await start("posts: { limit: 50, newSourceLimit: 0, perSourceLimit: 3 }");
    await site.poll(a, rss("A", days(60, "A")));
    const { titles } = await walk("/tags/ai/atom.xml", "next");
    expect(titles.slice(3)).toEqual(days(60, "A").map(({ title }) => title));
  });
});
