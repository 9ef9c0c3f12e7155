import { expect, test } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

test("says once why an advertised hub is not used", async () => {
  await using site = await FeedSite.start();
  site.on("/feed", (_request, response) => {
    const link = '<http://hub.example/>; rel="hub"';
    response.writeHead(200, { link, "content-type": "application/rss+xml" });
    response.end(rssOf("Blog", [{ id: "a" }]));
  });
  await using workplace = await Workplace.create(`
schedule: '* * * * * *'
poll: { webSub: true, allowPrivateAddresses: true, minInterval: 1s, maxInterval: 1s, perHostDelay: 0s }
feeds: ['${site.url("/feed")}']
`);
  const service = await workplace.serve();
  try {
    await eventually(async () => (site.asked("/feed").length > 3 ? true : null));
    const lines = service.log().split("\n");
    const told = lines.filter((line) => line.includes("hub not used"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("plain http");
  } finally {
    await service.stop();
  }
});

test("the hub of a source with a proxy is asked through it, too", async () => {
  await using proxy = await FeedSite.start();
  proxy.on("/feed", (_request, response) => {
    const link = '<http://hub.lan/hub>; rel="hub"';
    response.writeHead(200, { link, "content-type": "application/rss+xml" });
    response.end(rssOf("Blog", [{ id: "a" }]));
  });
  proxy.on("/hub", (_request, response) => response.writeHead(202).end());
  await using workplace = await Workplace.create(`
poll: { webSub: true, allowPrivateAddresses: [hub.lan], perHostDelay: 0s }
feeds: [{ url: 'http://blog.example/feed', proxy: '${proxy.url("/")}' }]
`);
  const service = await workplace.serve();
  try {
    const hubUrl = "http://hub.lan/hub";
    await eventually(async () => (proxy.asked(hubUrl).length > 0 ? true : null), {
      what: "the hub",
    });
    expect(proxy.asked(hubUrl)[0]?.method).toBe("POST");
  } finally {
    await service.stop();
  }
});
