import { describe, expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

const token = "tok3n/with+signs";
const encoded = encodeURIComponent(token);

/** A feed that repeats the address it is asked for wherever it can. */
function echoing(base: string, query: string): string {
  const address = `${base}/r.xml?auth=${query}`;
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Echo ${token}</title>
<link>${base}/site/${query}/</link><description/>
<item><title>First ${token}</title><link>${base}/1?auth=${query}</link><guid>${address}#1</guid>
<enclosure url="${base}/1.mp3?auth=${query}" type="audio/mpeg" length="5"/>
<description><![CDATA[<p>Open words, then ${token}. <a href="/2?auth=${query}" title="${token}">more</a>
<a href="https://elsewhere.example/?to=${encodeURIComponent(query)}">on</a>
<a href="https://open.example/">open</a><img src="/i.png?auth=${query}"></p>]]></description></item>
<item><title>Second</title><link>https://joe:hunter2@open.example/2</link><guid>https://joe:hunter2@open.example/2</guid>
<description>Two words.</description></item></channel></rss>`;
}

async function published(workplace: Workplace, env: Record<string, string>): Promise<string> {
  const service = await workplace.serve(env);
  const read = async (name: string): Promise<string> => (await fetch(service.url + name)).text();
  await eventually(async () => ((await read("posts.txt")).includes("Second") ? true : null));
  const status = JSON.parse(await read("status.json")) as { sources: { id: string }[] };
  const folder = `sources/${status.sources[0]?.id}/`;
  const names = ["atom.xml", "rss.xml", "feed.json", "posts.txt", "opml.xml", "", "status.xml"];
  const all = [...names, "status.json", "status", `${folder}atom.xml`, folder];
  const texts = await Promise.all(all.map(read));
  await service.stop();
  return `${texts.join("\n")}\n${service.log()}`;
}

function expectNone(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    const at = text.toLowerCase().indexOf(secret.toLowerCase());
    expect(at === -1 ? "" : text.slice(Math.max(0, at - 200), at + 200)).toBe("");
  }
}

describe("what came from the environment is not published", () => {
  it("although the feed repeats it in links, ids, enclosures, images, texts and its own address", async () => {
    await using site = await FeedSite.start();
    site.put("/r.xml", echoing(site.url(""), encoded));
    await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true }
feeds: ["${site.url("/r.xml")}?auth=$\{TOKEN}"]
`);
    const text = await published(workplace, { TOKEN: encoded });
    expectNone(text, [token, encoded, encodeURIComponent(encoded), "hunter2"]);
    expect(text).toContain("https://open.example/");
    expect(text).toContain("Open words");
    expect(text).toContain("First");
  });

  it("nor where relative links resolve against an address that has it in its path, and where it moved to", async () => {
    await using site = await FeedSite.start();
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:t</id>
<entry><id>urn:x:1</id><title>Second</title><link href="posts/1"/><content type="html">&lt;a href="2">x&lt;/a></content></entry></feed>`;
    site.put("/path-secret/new.xml", feed, "application/atom+xml");
    site.on("/path-secret/feed.xml", (_request, response) =>
      response.writeHead(301, { location: "new.xml" }).end(),
    );
    await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true }
feeds: ["${site.url("/")}$\{TOKEN}/feed.xml"]
`);
    const text = await published(workplace, { TOKEN: "path-secret" });
    expectNone(text, ["path-secret"]);
    expect(text).toContain("has moved to another address");
  });

  it("nor where a redirect spells it another way, in the log and to who checks", async () => {
    await using site = await FeedSite.start();
    site.put("/new.xml", rssOf("Blog", [{ id: "1", title: "Second" }]));
    const spellings = ["tok3n/with%2bsigns", "tok3n%2fwith+signs", encodeURIComponent(encoded)];
    const paths = spellings.map((spelling, index) => {
      site.on(`/${index}.xml`, (_request, response) =>
        response.writeHead(301, { location: `/new.xml?n=${index}&auth=${spelling}` }).end(),
      );
      return site.url(`/${index}.xml`);
    });
    await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true, perHostDelay: 0s }
feeds: [${paths.map((url) => `"${url}?auth=$\{TOKEN}"`).join(", ")}]
`);
    const text = await published(workplace, { TOKEN: token });
    const checked = await workplace.run(["check"], { TOKEN: token });
    expect(text).toContain("source moved");
    expect(checked.stdout).toContain("moved to");
    const all = text + checked.stdout + checked.stderr;
    expectNone(all, [token, encoded, ...spellings]);
    expect(all).toContain("[redacted]");
  });

  it("nor one that stands in a header; a word of three letters garbles no text", async () => {
    await using site = await FeedSite.start();
    site.put("/r.xml", echoing(site.url(""), "header-secret"));
    await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true }
feeds: [{ url: "${site.url("/r.xml")}", headers: { X-A: '$\{KEY}', X-B: '$\{SHORT}' } }]
`);
    const text = await published(workplace, { KEY: "header-secret", SHORT: "wor" });
    expectNone(text, ["header-secret"]);
    expect(text).toContain("Two words.");
  });
});

it("a private feed's address is not told by entries whose links lead to it", async () => {
  await using site = await FeedSite.start();
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:t</id>
<entry><id>urn:x:1</id><title>Second</title><link href="#one"/><content type="html">&lt;a href="?">x&lt;/a>&lt;a href="https://open.example/">y&lt;/a></content></entry></feed>`;
  site.put("/hidden.xml", feed, "application/atom+xml");
  await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true }
feeds: [{ url: "${site.url("/hidden.xml")}", private: true }]
`);
  const text = await published(workplace, {});
  expectNone(text, ["hidden.xml"]);
  expect(text).toContain("https://open.example/");
});

it("a private feed's links do not tell where it was led to either", async () => {
  await using site = await FeedSite.start();
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:t</id>
<entry><id>urn:x:1</id><title>Second</title><link href="#one"/><content type="html">Two words</content></entry></feed>`;
  site.put("/signed.xml", feed, "application/atom+xml");
  site.on("/hidden.xml", (_request, response) =>
    response.writeHead(302, { location: "/signed.xml?signature=abc" }).end(),
  );
  await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true }
feeds: [{ url: "${site.url("/hidden.xml")}", private: true }]
`);
  const text = await published(workplace, {});
  expectNone(text, ["signed.xml"]);
  expect(text).toContain("Two words");
});

it("a hub is named to everybody: one from the environment or with a password is refused", async () => {
  await using workplace = await Workplace.create(
    "hub: 'https://hub.example/?k=${KEY}'\nfeeds: []\n",
  );
  const fromEnvironment = await workplace.run(["export"], { KEY: "hub-key" });
  expect([fromEnvironment.code, fromEnvironment.stderr]).toEqual([
    2,
    expect.stringContaining("feeds.yaml:1: hub: feeds name their hub to everybody"),
  ]);
  await workplace.writeConfig("hub: 'https://joe:hunter2@hub.example/'\nfeeds: []\n");
  const withPassword = await workplace.run(["export"]);
  expect([withPassword.code, withPassword.stderr]).toEqual([
    2,
    expect.stringContaining("write it without user and password"),
  ]);
  expect(fromEnvironment.stderr + withPassword.stderr).not.toMatch(/hub-key|hunter2/);
});
