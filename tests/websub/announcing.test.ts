import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

it("the service tells the hub of the config when a poll changed its feeds, and names it there", async () => {
  await using publisher = await FeedSite.start();
  await using hub = await FeedSite.start();
  const told: URLSearchParams[] = [];
  hub.on("/hub", (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      told.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      response.writeHead(204).end();
    });
  });
  publisher.put("/feed.xml", rssOf("News", [{ id: "1" }]));
  await using workplace = await Workplace.create(`
hub: ${hub.url("/hub")}
poll: { allowPrivateAddresses: ["${publisher.host}", "${hub.host}"], webSub: false }
feeds: [{ url: "${publisher.url("/feed.xml")}", tags: [news] }]
`);
  const service = await workplace.serve();
  await eventually(async () => (told.length >= 3 ? told : null), { what: "three calls" });
  expect(told.map((form) => Object.fromEntries(form)).slice(0, 3)).toEqual(
    ["atom.xml", "rss.xml", "feed.json"].map((name) => ({
      "hub.mode": "publish",
      "hub.url": `${service.url}${name}`,
    })),
  );
  expect(hub.requests[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");

  const named = await fetch(`${service.url}atom.xml`);
  expect(named.headers.get("link")).toBe(
    `<${service.url}atom.xml>; rel="self", <${hub.url("/hub")}>; rel="hub"`,
  );
  expect(await named.text()).toContain(`<link rel="hub" href="${hub.url("/hub")}"/>`);
  const unnamed = await fetch(`${service.url}tags/news/atom.xml`);
  expect(unnamed.headers.get("link")).not.toContain("hub");
  expect(await unnamed.text()).not.toContain('rel="hub"');
  expect(await service.stop()).toBe(0);
});

it("the service tells the hub what a poll brought while it was down; static files name none", async () => {
  await using publisher = await FeedSite.start();
  await using hub = await FeedSite.start();
  hub.on("/hub", (_request, response) => void response.writeHead(204).end());
  publisher.put("/feed.xml", rssOf("News", [{ id: "1" }]));
  await using workplace = await Workplace.create(`
url: https://planet.example/
hub: ${hub.url("/hub")}
poll: { allowPrivateAddresses: ["${publisher.host}", "${hub.host}"], webSub: false }
feeds: ["${publisher.url("/feed.xml")}"]
`);
  await workplace.run(["poll"]);
  const first = await workplace.serve();
  expect(await first.stop()).toBe(0);
  expect(hub.requests).toHaveLength(0);
  publisher.put("/feed.xml", rssOf("News", [{ id: "2" }, { id: "1" }]));
  await workplace.run(["poll", "--all"]);
  const second = await workplace.serve();
  await eventually(async () => (hub.requests.length >= 3 ? true : null), { what: "three calls" });
  expect(await second.stop()).toBe(0);

  const folder = path.join(workplace.folder, "public");
  expect((await workplace.run(["build", folder])).code).toBe(0);
  for (const name of ["atom.xml", "rss.xml", "feed.json"])
    expect(await readFile(path.join(folder, name), "utf8")).not.toContain(hub.host);
});
