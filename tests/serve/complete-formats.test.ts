import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childrenOf, readXml, textOf, type ReadElement } from "../publish/read-back.ts";
import { RunningSite, idOf } from "./running-site.ts";

const url = "https://blog.example/feed.xml";

/** Says everything a feed can say that readers show. */
const document = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="de-AT">
<title>Blog &amp; Co</title><id>tag:blog.example,2020:feed</id><updated>2026-05-02T08:00:00Z</updated>
<link href="https://blog.example/"/><rights>© 2026 Blog</rights>
<entry><title>Grüße &amp; Küsse</title><id>tag:blog.example,2026:1</id><link href="https://blog.example/1?a=1&amp;b=2"/>
<published>2026-05-01T08:00:00Z</published><updated>2026-05-02T08:00:00Z</updated>
<author><name>Ann &amp; Co</name></author><author><name>Bo</name></author>
<category term="Reisen"/><category term="Züge &amp; Bahnen"/>
<media:thumbnail url="https://blog.example/cover.jpg" width="800" height="400"/>
<link rel="enclosure" type="audio/mpeg" length="4321" href="https://blog.example/episode/1"/>
<content type="html">&lt;p&gt;Guten Tag, liebe Leserin.&lt;/p&gt;</content></entry></feed>`;

const audio = { type: "audio/mpeg", href: "https://blog.example/episode/1" };

let site: RunningSite;

beforeAll(async () => {
  site = await RunningSite.start(
    `title: Planet\nurl: https://planet.example/\nhub: https://hub.example/\nfeeds: [{ url: ${url}, tags: [trains] }]`,
  );
  await site.poll(url, document);
});

afterAll(() => site.stop());

async function read(address: string): Promise<ReadElement> {
  return readXml((await site.get(address)).text);
}

function only(parent: ReadElement, name: string): ReadElement {
  const [found, ...others] = childrenOf(parent, name);
  if (found === undefined || others.length > 0) throw new Error(`not one <${name}>`);
  return found;
}

const attributesOf = (parent: ReadElement, name: string): readonly unknown[] =>
  childrenOf(parent, name).map(({ attributes }) => attributes);

describe("a post that has everything", () => {
  it("has it in Atom", async () => {
    const feed = await read("/atom.xml");
    const entry = only(feed, "entry");
    expect(feed.attributes["xml:lang"]).toBe("en");
    expect(entry.attributes["xml:lang"]).toBe("de-AT");
    expect(only(entry, "title")).toMatchObject({
      text: "Grüße & Küsse",
      attributes: { type: "text" },
    });
    expect(textOf(entry, "id")).toBe("tag:blog.example,2026:1");
    expect(textOf(entry, "published")).toBe("2026-05-01T08:00:00.000Z");
    expect(textOf(entry, "updated")).toBe("2026-05-02T08:00:00.000Z");
    expect(textOf(entry, "summary")).toBe("Guten Tag, liebe Leserin.");
    expect(only(entry, "content")).toMatchObject({
      text: "<p>Guten Tag, liebe Leserin.</p>",
      attributes: { type: "html" },
    });
    expect(childrenOf(entry, "author").map((author) => textOf(author, "name"))).toEqual([
      "Ann & Co",
      "Bo",
    ]);
    expect(attributesOf(entry, "category")).toEqual([
      { term: "Reisen" },
      { term: "Züge & Bahnen" },
    ]);
    expect(attributesOf(entry, "link")).toEqual([
      { rel: "alternate", href: "https://blog.example/1?a=1&b=2" },
      { rel: "enclosure", type: "image/jpeg", href: "https://blog.example/cover.jpg" },
      { rel: "enclosure", length: "4321", ...audio },
    ]);
    expect(attributesOf(entry, "media:thumbnail")).toEqual([
      { url: "https://blog.example/cover.jpg" },
    ]);
  });

  it("names its source in Atom, with links and rights", async () => {
    const source = only(only(await read("/atom.xml"), "entry"), "source");
    expect(textOf(source, "id")).toBe("tag:blog.example,2020:feed");
    expect(textOf(source, "title")).toBe("Blog & Co");
    expect(textOf(source, "updated")).toBe("2026-05-02T08:00:00.000Z");
    expect(textOf(source, "rights")).toBe("© 2026 Blog");
    expect(attributesOf(source, "link")).toEqual([
      { rel: "self", href: url },
      { rel: "alternate", href: "https://blog.example/" },
    ]);
  });

  it("has it in RSS", async () => {
    const channel = only(await read("/rss.xml"), "channel");
    expect(textOf(channel, "language")).toBe("en");
    const item = only(channel, "item");
    expect(textOf(item, "title")).toBe("Grüße & Küsse");
    expect(only(item, "guid")).toMatchObject({
      text: "tag:blog.example,2026:1",
      attributes: { isPermaLink: "false" },
    });
    expect(textOf(item, "link")).toBe("https://blog.example/1?a=1&b=2");
    expect(textOf(item, "pubDate")).toBe("Fri, 01 May 2026 08:00:00 GMT");
    expect(textOf(item, "description")).toBe("Guten Tag, liebe Leserin.");
    expect(textOf(item, "content:encoded")).toBe("<p>Guten Tag, liebe Leserin.</p>");
    expect(childrenOf(item, "dc:creator").map(({ text }) => text)).toEqual(["Ann & Co", "Bo"]);
    expect(childrenOf(item, "category").map(({ text }) => text)).toEqual([
      "Reisen",
      "Züge & Bahnen",
    ]);
    expect(only(item, "source")).toMatchObject({ text: "Blog & Co", attributes: { url } });
    expect(attributesOf(item, "enclosure")).toEqual([
      { url: audio.href, type: audio.type, length: "4321" },
    ]);
    expect(attributesOf(item, "media:content")).toEqual([
      { url: "https://blog.example/cover.jpg", medium: "image", type: "image/jpeg" },
      { url: audio.href, type: audio.type, fileSize: "4321" },
    ]);
  });

  it("has it in JSON Feed 1.1", async () => {
    const feed = JSON.parse((await site.get("/feed.json")).text) as Record<string, unknown>;
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      title: "Planet",
      language: "en",
      home_page_url: "https://planet.example/",
      feed_url: "https://planet.example/feed.json",
    });
    expect(feed["items"]).toMatchObject([
      {
        id: "tag:blog.example,2026:1",
        url: "https://blog.example/1?a=1&b=2",
        title: "Grüße & Küsse",
        summary: "Guten Tag, liebe Leserin.",
        content_html: "<p>Guten Tag, liebe Leserin.</p>",
        date_published: "2026-05-01T08:00:00.000Z",
        date_modified: "2026-05-02T08:00:00.000Z",
        authors: [{ name: "Ann & Co" }, { name: "Bo" }],
        tags: ["Reisen", "Züge & Bahnen"],
        language: "de-AT",
        image: "https://blog.example/cover.jpg",
        attachments: [{ url: audio.href, mime_type: "audio/mpeg", size_in_bytes: 4321 }],
        _feedloom: { source: { id: idOf(url), title: "Blog & Co", feed_url: url } },
      },
    ]);
  });

  it("is shown by the page with its date in the planet's language", async () => {
    const { text } = await site.get("/");
    expect(text).toContain('<article lang="de-AT">');
    expect(text).toContain("May 1, 2026\u00a0·\u00a01 min\u00a0·\u00a0Ann &amp; Co, Bo");
  });
});

describe("the feeds themselves", () => {
  it("link themselves, their hub, and their page last", async () => {
    const feed = await read("/atom.xml");
    expect(childrenOf(feed, "link").map(({ attributes }) => attributes["rel"])).toEqual([
      "self",
      "hub",
      "alternate",
    ]);
    expect(childrenOf(feed, "link").at(-1)?.attributes).toEqual({
      rel: "alternate",
      type: "text/html",
      href: "https://planet.example/",
    });
    expect(textOf(feed, "id")).toBe("https://planet.example/atom.xml");
    expect(textOf(feed, "updated")).toBe("2026-05-02T08:00:00.000Z");
  });

  it("are listed by OPML with tags as groups", async () => {
    const group = only(only(await read("/opml.xml"), "body"), "outline");
    expect(group.attributes).toEqual({ text: "trains" });
    expect(attributesOf(group, "outline")).toEqual([
      {
        type: "rss",
        text: "Blog & Co",
        title: "Blog & Co",
        xmlUrl: url,
        htmlUrl: "https://blog.example/",
      },
    ]);
  });
});
