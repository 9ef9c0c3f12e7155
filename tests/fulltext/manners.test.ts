import { expect, test } from "vitest";
import { FeedSite, rssOf, type Handler } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";
import { articlePage, contentWith, morePolls, restOf } from "./article-pages.ts";

const hour = 3_600_000;

/** A feed on one host, the pages of its articles on two others, and the config for them. */
async function setUp(stack: AsyncDisposableStack) {
  const site = stack.use(await FeedSite.start());
  const pages = stack.use(await FeedSite.start());
  const others = stack.use(await FeedSite.start());
  const start = async (links: readonly string[], source = "") => {
    site.put(
      "/feed",
      rssOf(
        "Blog",
        links.map((link) => ({ id: link, link, html: "<p>…</p>" })),
      ),
    );
    const workplace = stack.use(
      await Workplace.create(`
schedule: '* * * * * *'
poll: { minInterval: 1s, maxInterval: 1s, perHostDelay: 0s, allowPrivateAddresses: true }
posts: { newSourceLimit: 0 }
feeds: [{ url: '${site.url("/feed")}', fullText: true${source} }]
`),
    );
    const service = await workplace.serve();
    stack.defer(async () => void (await service.stop()));
    return { workplace, service };
  };
  return { site, pages, others, start };
}

function answering(status: number, headers: Record<string, string> = {}): Handler {
  return (_request, response) => response.writeHead(status, headers).end();
}

test.each([429, 503])(
  "a host that answers %i for a page and says for how long is left alone for so long, then asked again",
  async (status) => {
    await using stack = new AsyncDisposableStack();
    const { site, pages, start } = await setUp(stack);
    for (const path of ["/one", "/two", "/three"]) {
      pages.on(path, answering(status, { "retry-after": "7200" }));
    }
    const { workplace } = await start(["/one", "/two", "/three"].map((path) => pages.url(path)));
    await eventually(async () => (pages.requests.length > 0 ? true : null), { what: "a page" });
    await morePolls(site, 3);
    expect(pages.requests).toHaveLength(1);
    const restMs = restOf(workplace, pages.host) - Date.now();
    expect(restMs).toBeGreaterThan(1.9 * hour);
    expect(restMs).toBeLessThan(2.1 * hour);
  },
);

test("a host that wants to be left alone holds up no pages of others", async () => {
  await using stack = new AsyncDisposableStack();
  const { pages, others, start } = await setUp(stack);
  const limited = Array.from({ length: 30 }, (_, index) => `/limited${index}`);
  for (const path of limited) pages.on(path, answering(429));
  others.put("/good", articlePage("good"), "text/html");
  const { service } = await start(
    [...limited.map((path) => pages.url(path)), others.url("/good")],
    "",
  );
  await contentWith(service, "word399 of good");
  expect(pages.requests).toHaveLength(1);
});

test("a page that cannot be had for the moment is asked for at later polls, three times in all", async () => {
  await using stack = new AsyncDisposableStack();
  const { site, pages, others, start } = await setUp(stack);
  pages.on("/broken", answering(500));
  pages.on("/gone", answering(404));
  const cut: Handler = (request) => request.socket.destroy();
  others.on("/cut", cut);
  let asked = 0;
  pages.on("/mended", (_request, response) => {
    asked += 1;
    if (asked < 3) return response.writeHead(502).end();
    return response.writeHead(200, { "content-type": "text/html" }).end(articlePage("mended"));
  });
  const paths = ["/broken", "/gone", "/mended"].map((path) => pages.url(path));
  const { service } = await start([others.url("/cut"), ...paths]);
  await contentWith(service, "word399 of mended");
  await morePolls(site, 4);
  expect(pages.asked("/broken")).toHaveLength(3);
  expect(pages.asked("/gone")).toHaveLength(1);
  expect(others.asked("/cut")).toHaveLength(3);
});

test("pages are asked for as pages, whatever the feed is asked with, and other things are not loaded", async () => {
  await using stack = new AsyncDisposableStack();
  const { site, pages, start } = await setUp(stack);
  let sentBytes = 0;
  site.on("/film", (_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4" });
    const part = Buffer.alloc(64 * 1_024);
    const more = (): void => {
      while (!response.destroyed && sentBytes < 15e6) {
        sentBytes += part.length;
        if (!response.write(part)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  site.put("/one", articlePage("one"), "text/html");
  pages.put("/two", articlePage("two"), "text/html");
  const { service } = await start(
    [site.url("/film"), site.url("/one"), pages.url("/two")],
    ", headers: { Accept: application/rss+xml, X-Key: key }",
  );
  await contentWith(service, "word399 of one");
  await contentWith(service, "word399 of two");
  expect(site.asked("/feed")[0]?.headers.accept).toBe("application/rss+xml");
  expect(site.asked("/one")[0]?.headers).toMatchObject({
    accept: "text/html, application/xhtml+xml;q=0.9",
    "x-key": "key",
  });
  expect(pages.asked("/two")[0]?.headers["x-key"]).toBeUndefined();
  expect(site.asked("/film")).toHaveLength(1);
  expect(sentBytes).toBeLessThan(8e6);
});
