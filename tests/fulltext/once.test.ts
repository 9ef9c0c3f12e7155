import { expect, test } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";
import { SmallHub } from "../websub/small-hub.ts";
import { articlePage, contentWith, morePolls } from "./article-pages.ts";

/** Puts a page that takes its time. */
function putSlowly(site: FeedSite, path: string, page: string): void {
  site.on(path, (_request, response) => {
    setTimeout(() => response.writeHead(200, { "content-type": "text/html" }).end(page), 1_000);
  });
}

test("an article that two sources carry is fetched once for both", async () => {
  await using site = await FeedSite.start();
  const link = site.url("/one.html");
  const story = { id: "one", link, html: "<p>A teaser …</p>" };
  site.put("/feed", rssOf("Blog", [story]));
  site.put("/other", rssOf("Other", [{ ...story, link: `${link}?utm_source=rss` }]));
  putSlowly(site, "/one.html", articlePage("one"));
  await using workplace = await Workplace.create(`
schedule: '* * * * * *'
poll: { minInterval: 1s, maxInterval: 1s, perHostDelay: 0s, allowPrivateAddresses: true }
dedup: { enabled: false }
feeds:
  - { url: '${site.url("/feed")}', fullText: true }
  - { url: '${site.url("/other")}', fullText: true }
`);
  const service = await workplace.serve();
  try {
    await eventually(
      async () => {
        const shown = await contentWith(service, "word399");
        const whole = shown.filter((item) => item.content_html.includes("word399"));
        return whole.length === 2 ? true : null;
      },
      { what: "both" },
    );
    await morePolls(site, 2);
    const pages = site.requests.filter(({ url }) => url?.startsWith("/one.html"));
    expect(pages).toHaveLength(1);
  } finally {
    await service.stop();
  }
});

test("deliveries that come while a page is fetched fetch no page twice", async () => {
  await using site = await FeedSite.start();
  await using hub = await SmallHub.start();
  const page = (id: string) => ({ id, link: site.url(`/${id}.html`), html: "<p>A teaser …</p>" });
  site.on("/feed", (_request, response) => {
    const link = `<${hub.url}>; rel="hub"`;
    response.writeHead(200, { link, "content-type": "application/rss+xml" });
    response.end(rssOf("Blog", []));
  });
  for (const id of ["one", "two"]) putSlowly(site, `/${id}.html`, articlePage(id));
  await using workplace = await Workplace.create(`
poll: { webSub: true, perHostDelay: 0s, allowPrivateAddresses: true }
feeds: [{ url: '${site.url("/feed")}', fullText: true }]
`);
  const service = await workplace.serve();
  try {
    await eventually(async () => (hub.verified.length > 0 ? true : null), { what: "the hub" });
    expect(await hub.deliver(rssOf("Blog", [page("one")]))).toBe(202);
    await eventually(async () => (site.asked("/one.html").length > 0 ? true : null));
    expect(await hub.deliver(rssOf("Blog", [page("one")]))).toBe(202);
    expect(await hub.deliver(rssOf("Blog", [page("two"), page("one")]))).toBe(202);
    await contentWith(service, "word399 of two");
    await contentWith(service, "word399 of one");
    expect(site.asked("/one.html")).toHaveLength(1);
    expect(site.asked("/two.html")).toHaveLength(1);
  } finally {
    await service.stop();
  }
});
