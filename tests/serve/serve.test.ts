import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { RunningSite, idOf } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";
const yaml = `
title: Planet
url: https://planet.example/base/
feeds:
  - { url: ${a}, tags: [AI, tags/with slash] }
  - ${b}
`;

const feeds = ["/atom.xml", "/rss.xml", "/feed.json"] as const;
const addresses = [...feeds, "/posts.txt", "/opml.xml", "/"] as const;

let site: RunningSite;

async function start(config = yaml): Promise<RunningSite> {
  site = await RunningSite.start(config);
  return site;
}

afterEach(() => site.stop());

/** Longer than changes may share one rendering. */
function nextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_050));
}

describe("every address", () => {
  it.each([
    ["/atom.xml", "application/atom+xml; charset=utf-8"],
    ["/rss.xml", "application/rss+xml; charset=utf-8"],
    ["/feed.json", "application/feed+json; charset=utf-8"],
    ["/posts.txt", "text/plain; charset=utf-8"],
    ["/opml.xml", "text/x-opml; charset=utf-8"],
    ["/", "text/html; charset=utf-8"],
    ["/status.json", "application/json; charset=utf-8"],
    ["/status.xml", "application/atom+xml; charset=utf-8"],
    ["/tags/ai/atom.xml", "application/atom+xml; charset=utf-8"],
    [`/sources/${idOf(a)}/posts.txt`, "text/plain; charset=utf-8"],
  ])("is there from the start, with its own type: %s", async (address, type) => {
    await start();
    const answer = await site.get(address);
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, type]);
  });

  it("answers 304 to whoever has its bytes, and not otherwise", async () => {
    await start();
    await site.poll(a, rss("A", days(3)));
    for (const address of addresses) {
      const { headers } = await site.get(address);
      const etag = headers.etag ?? "";
      const modified = headers["last-modified"] ?? "";
      const status = async (condition: Record<string, string>): Promise<number> =>
        (await site.get(address, condition)).status;
      expect(await status({ "if-none-match": etag })).toBe(304);
      expect(await status({ "if-none-match": `"other", ${etag.replace("W/", "")}` })).toBe(304);
      expect(await status({ "if-none-match": "*" })).toBe(304);
      expect(await status({ "if-modified-since": modified })).toBe(304);
      expect(await status({ "if-none-match": '"other"', "if-modified-since": modified })).toBe(200);
      expect(await status({ "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT" })).toBe(200);
      expect(await status({ "if-modified-since": "yesterday" })).toBe(200);
    }
  });

  it("repeats its validators with a 304, and sends no body", async () => {
    await start();
    const { headers } = await site.get("/atom.xml");
    const again = await site.get("/atom.xml", { "if-none-match": headers.etag ?? "" });
    expect(again.body).toHaveLength(0);
    expect(again.headers).toMatchObject({ etag: headers.etag, vary: "Accept-Encoding" });
  });

  it("answers HEAD as GET, without the body", async () => {
    await start();
    for (const address of addresses) {
      const { headers } = await site.get(address);
      const head = await site.head(address);
      expect([head.status, head.body.length]).toEqual([200, 0]);
      for (const name of ["etag", "content-type", "content-length", "last-modified"]) {
        expect(head.headers[name]).toBe(headers[name]);
      }
    }
  });

  it("is answered alike when asked for again and again", async () => {
    await start();
    await site.poll(a, rss("A", days(10)));
    const ask = async (headers: Record<string, string>): Promise<unknown> => {
      const { status, body, ...answer } = await site.get("/atom.xml", headers);
      const { date: _date, ...rest } = answer.headers;
      return { status, rest, length: body.length };
    };
    const { etag = "" } = (await site.get("/atom.xml")).headers;
    for (const headers of [{}, { "accept-encoding": "gzip" }, { "if-none-match": etag }]) {
      await nextLook();
      const first = await ask(headers);
      expect(await ask(headers)).toEqual(first);
      expect(await ask(headers)).toEqual(first);
    }
    const [get, head] = [await site.get("/atom.xml"), await site.head("/atom.xml")];
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
  });

  it("is compressed as the client wants it", async () => {
    await start();
    await site.poll(a, rss("A", days(10)));
    const plain = await site.get("/atom.xml");
    const accepting = (encodings: string): ReturnType<RunningSite["get"]> =>
      site.get("/atom.xml", { "accept-encoding": encodings });
    const zipped = await accepting("gzip");
    const brotli = await accepting("gzip, deflate, br");
    expect([plain, zipped, brotli].map(({ headers }) => headers["content-encoding"])).toEqual([
      undefined,
      "gzip",
      "br",
    ]);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect((await accepting("gzip;q=0, br;q=0")).headers["content-encoding"]).toBeUndefined();
    expect((await accepting("*")).headers["content-encoding"]).toBe("br");
  });

  it("changes its bytes only when what it shows does", async () => {
    await start();
    const document = rss("A", days(3));
    await site.poll(a, document);
    const before = await Promise.all(addresses.map((address) => site.get(address)));
    site.now += 3_600_000;
    await site.poll(a, document);
    await site.fail(b, "The server is busy.");
    await nextLook();
    const after = await Promise.all(addresses.map((address) => site.get(address)));
    expect(after.map(({ headers }) => headers.etag)).toEqual(
      before.map(({ headers }) => headers.etag),
    );
    expect(after.map(({ headers }) => headers["last-modified"])).toEqual(
      before.map(({ headers }) => headers["last-modified"]),
    );
  });

  it("has a later Last-Modified after each change, even within one second", async () => {
    await start();
    await site.poll(a, rss("A", days(2)));
    const before = await site.get("/atom.xml");
    await site.poll(a, rss("A", days(3)));
    await nextLook();
    const after = await site.get("/atom.xml");
    expect(after.headers.etag).not.toBe(before.headers.etag);
    const at = (answer: typeof before): number => Date.parse(answer.headers["last-modified"] ?? "");
    expect(at(after)).toBeGreaterThan(at(before));
  });
});

describe("what is not there", () => {
  it.each([
    "/nothing",
    "/tags/unknown/",
    "/tags/unknown/atom.xml",
    "/sources/000000000000/atom.xml",
    "/tags/ai/status.json",
    "/posts.txt?page=0",
    "/posts.txt?page=2",
    "/?page=x",
    "/?page=99999",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/__proto__/atom.xml",
  ])("is 404 in a plain sentence: %s", async (address) => {
    await start();
    const answer = await site.get(address);
    expect([answer.status, answer.text]).toEqual([404, "There is nothing at this address.\n"]);
  });

  it("says nothing of how it is built when an address cannot be read", async () => {
    await start();
    const answer = await site.get("/%zz");
    expect([answer.status, answer.text]).toEqual([400, "This address cannot be read.\n"]);
  });
});

describe("a title of control characters only", () => {
  it("is none, on every address", async () => {
    await start(
      `title: "\\x01\\x02"\nurl: https://planet.example/\nfeeds: [{ url: ${a}, tags: [ai] }]`,
    );
    for (const address of ["/atom.xml", "/rss.xml", "/opml.xml"])
      expect((await site.get(address)).text).toMatch(
        /<title>Feedloom<|<title type="text">Feedloom</,
      );
    expect((await site.get("/status.xml")).text).toContain("Feedloom: status of the sources");
    expect((await site.get("/tags/ai/opml.xml")).text).toContain("Feedloom: ai");
    expect((await site.get("/tags/ai/")).text).toContain(">Feedloom</a>");
  });
});

describe("tags and sources", () => {
  it("hold the posts of their sources, under addresses of their own", async () => {
    await start();
    await site.poll(a, rss("Blog A", days(2, "A")));
    await site.poll(b, rss("Blog B", days(2, "B")));
    const tag = await site.get("/tags/ai/atom.xml");
    expect(tag.text).toContain("https://planet.example/base/tags/ai/atom.xml");
    expect(tag.text).toContain('<title type="text">A 1</title>');
    expect(tag.text).not.toContain("B 1");
    const source = await site.get(`/sources/${idOf(b)}/`);
    expect(source.text).toContain("<h1>Blog B");
    expect(source.text).not.toContain("A 1");
    expect((await site.get("/tags/AI/atom.xml")).headers.etag).toBe(tag.headers.etag);
  });

  it("may have a slash in their name, encoded", async () => {
    await start();
    expect((await site.get("/tags/tags%2Fwith%20slash/atom.xml")).status).toBe(200);
  });

  it("are led to their folder when the slash is missing", async () => {
    await start();
    const answer = await site.get("/tags/ai");
    expect([answer.status, answer.headers.location]).toEqual([301, "./ai/"]);
  });
});

describe("the page", () => {
  it("announces its feeds, lists ten posts and leads to the older ones", async () => {
    await start();
    await site.poll(a, rss("A", days(2)));
    await site.reconfigure(`${yaml}posts: { newSourceLimit: 0 }\n`);
    await site.poll(a, rss("A", days(25)));
    const first = (await site.get("/")).text;
    expect(first).toContain(
      '<link rel="alternate" type="application/atom+xml" title="Planet (Atom)" href="atom.xml">',
    );
    expect(first.match(/<article/g)).toHaveLength(10);
    expect(first).toContain('rel="next" href="?page=2"');
    const last = (await site.get("/?page=3")).text;
    expect(last.match(/<article/g)).toHaveLength(5);
    expect(last).not.toContain('rel="next"');
    expect((await site.get("/?page=4")).status).toBe(404);
  });

  it("shows every post once, in whatever order its pages are asked for", async () => {
    await start(`${yaml}posts: { newSourceLimit: 12, perPage: 5 }\ndrop: [{ title: '3$' }]\n`);
    await site.poll(a, rss("A", days(40, "A")));
    await site.poll(b, rss("B", days(40, "B")));
    const titlesOn = async (page: number): Promise<readonly string[]> => {
      const { text } = await site.get(`/?page=${page}`);
      return [...text.matchAll(/<h2><a [^>]*>([^<]*)/g)].map((match) => match[1] ?? "");
    };
    const backwards = [await titlesOn(5), await titlesOn(4), await titlesOn(2)];
    const pages = [1, 2, 3, 4, 5].map(titlesOn);
    const shown = (await Promise.all(pages)).flat();
    expect(shown).toHaveLength(24);
    expect(new Set(shown).size).toBe(24);
    expect(backwards.flat()).toEqual([
      ...shown.slice(20),
      ...shown.slice(15, 20),
      ...shown.slice(5, 10),
    ]);
  });

  it("shows what a source says as text, and may run nothing", async () => {
    await start();
    const attack = '&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "quotes"';
    await site.poll(a, rss("A", [{ title: attack, link: "javascript:alert(1)" }]));
    const page = await site.get("/");
    expect(page.text).not.toContain("<script");
    expect(page.text).not.toContain("javascript:");
    const policy = page.headers["content-security-policy"];
    expect(policy).toMatch(/^default-src 'none';style-src 'sha256-/);
    expect(page.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  });

  it("says what is going on while there are no posts", async () => {
    await start();
    await site.fail(b, "The server is busy.");
    expect((await site.get("/")).text).toContain(
      "No posts yet: 2 feeds are in the config, 1 not polled yet, 1 failing.",
    );
    await site.reconfigure("feeds: []");
    expect((await site.get("/posts.txt")).text).toBe("No posts yet: no feed is in the config.");
  });
});

describe("a post that waits for its date", () => {
  it("is not there while its source skips the future", async () => {
    await start(`feeds: [{ url: ${a}, futureDates: skip }]`);
    const future = new Date(Date.now() + 86_400_000).toUTCString();
    await site.poll(a, rss("A", [{ title: "Tomorrow", date: future }, ...days(1)]));
    const { text } = await site.get("/posts.txt");
    expect(text).toContain("Day 1");
    expect(text).not.toContain("Tomorrow");
  });
});

describe("an edited config", () => {
  it("acts on what is stored at once", async () => {
    await start();
    await site.poll(a, rss("A", days(3)));
    await site.poll(b, rss("B", days(1, "Other")));
    expect((await site.get("/posts.txt")).text).toContain("Other 1");
    await site.reconfigure(`title: Renamed\nfeeds: [{ url: ${a}, drop: [{ title: 'Day 2' }] }]`);
    const { text } = await site.get("/atom.xml");
    expect(text).toContain("<title>Renamed</title>");
    expect(text).not.toContain("Day 2");
    expect(text).not.toContain("Other 1");
    expect((await site.get(`/sources/${idOf(b)}/`)).status).toBe(404);
  });
});

describe("the status", () => {
  it("tells of each source how its last poll went", async () => {
    await start();
    await site.poll(a, rss("Blog A", days(3)));
    await site.fail(b, "The server is busy.");
    const answer = await site.get("/status.json");
    expect(JSON.parse(answer.text)).toEqual({
      sources: [
        {
          id: idOf(a),
          url: a,
          title: "Blog A",
          outcome: "updated",
          status: 200,
          error: null,
          lastPollAt: "2026-06-01T12:00:00.000Z",
          lastUpdatedAt: "2026-06-01T12:00:00.000Z",
          nextPollAt: "2026-06-01T13:00:00.000Z",
          entries: 3,
          failures: 0,
        },
        expect.objectContaining({
          id: idOf(b),
          outcome: "failed",
          error: "The server is busy.",
          failures: 1,
        }),
      ],
    });
  });

  it("never shows a poll whose posts are not on every address", async () => {
    await start();
    for (let round = 1; round <= 3; round += 1) {
      await site.get("/atom.xml");
      await site.poll(a, rss("A", days(round, `Round ${round} day`)));
      await nextLook();
      const polled = await site.get("/status.json");
      expect(polled.text).toContain("updated");
      expect((await site.get("/atom.xml")).text).toContain(`Round ${round} day 1`);
    }
  });

  it("and every other address hide secrets and private sources", async () => {
    const secretUrl = "https://user:hunter2@c.example/feed?token=${TOKEN}";
    await start(`feeds:
  - { url: '${secretUrl}', headers: { Authorization: 'Bearer \${TOKEN}' } }
  - { url: 'https://hidden.example/feed', private: true, name: Hidden }
`);
    const texts = await Promise.all([...addresses, "/status.json"].map((each) => site.get(each)));
    for (const { text } of texts) {
      expect(text).not.toMatch(/hunter2|sesame-open|hidden\.example/);
    }
    const { text } = await site.get("/status.json");
    expect(text.match(/"url": .*/g)).toEqual([
      '"url": "https://c.example/feed?token=${TOKEN}",',
      '"url": null,',
    ]);
  });
});

describe("health", () => {
  it("is told apart: alive, and ready while the store answers", async () => {
    await start();
    expect((await site.get("/healthz")).status).toBe(200);
    expect((await site.get("/readyz")).status).toBe(200);
    await site.loseStore();
    expect((await site.get("/healthz")).status).toBe(200);
    expect((await site.get("/readyz")).status).toBe(503);
  });

  it("keeps serving what was there when the store cannot be read", async () => {
    await start();
    await site.poll(a, rss("A", days(3)));
    const before = await site.get("/atom.xml");
    await site.loseStore();
    await nextLook();
    const after = await site.get("/atom.xml");
    expect([after.status, after.text]).toEqual([200, before.text]);
  });
});
