import { expect, test } from "vitest";
import { FeedSite, rssOf, type Story } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";
import {
  articlePage as page,
  articleText as text,
  contentWith,
  morePolls as polls,
  shownItems as items,
} from "./article-pages.ts";

function story(site: FeedSite, id: string, html = "<p>A teaser …</p>"): Story {
  return { id, link: site.url(`/${id}.html`), html };
}

function configFor(site: FeedSite, { isOn = true, allowed = [site.host] } = {}): string {
  return `
schedule: '* * * * * *'
poll: { minInterval: 1s, maxInterval: 1s, perHostDelay: 0s, allowPrivateAddresses: ${JSON.stringify(allowed)} }
feeds: [{ url: '${site.url("/feed")}', fullText: ${isOn} }]
`;
}

test("fills content, cover, author and reading time from the article's page, which is asked for once", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", rssOf("Blog", [story(site, "one"), story(site, "two")]));
  site.put("/one.html", page("One", `<p>${text}</p>`), "text/html");
  await using workplace = await Workplace.create(configFor(site));
  const service = await workplace.serve();
  try {
    const [first] = await contentWith(service, "word399");
    expect(first?.image).toBe(site.url("/cover.jpg"));
    const listing = await (await fetch(new URL("posts.txt", service.url))).text();
    expect(listing).toContain("2 min\u00a0\u00b7\u00a0Jo Doe");
    await polls(site, 3);
    expect(site.asked("/one.html")).toHaveLength(1);
    expect(site.asked("/two.html")).toHaveLength(1);
  } finally {
    await service.stop();
  }
});

test("the feed's own text stays where the page gives less, and comes back when fullText is turned off", async () => {
  await using site = await FeedSite.start();
  const long = story(site, "long", `<p>${text} own</p>`);
  site.put("/feed", rssOf("Blog", [long, story(site, "short")]));
  site.put("/long.html", page("Long", "<p>Please log in to read this.</p>"), "text/html");
  site.put("/short.html", page("Short", `<p>${text} page</p>`), "text/html");
  await using workplace = await Workplace.create(configFor(site));
  const service = await workplace.serve();
  try {
    const shown = JSON.stringify(await contentWith(service, "word399 page"));
    expect(shown).toContain("word399 own");
    expect(shown).not.toContain("log in");
    await workplace.writeConfig(configFor(site, { isOn: false }));
    await contentWith(service, "A teaser");
    await workplace.writeConfig(configFor(site));
    await contentWith(service, "word399 page");
    expect(site.asked("/short.html")).toHaveLength(1);
  } finally {
    await service.stop();
  }
});

test("an edited entry is put together with the page it has", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", rssOf("Blog", [story(site, "one")]));
  site.put("/one.html", page("One", `<p>${text}</p>`), "text/html");
  await using workplace = await Workplace.create(configFor(site));
  const service = await workplace.serve();
  try {
    await contentWith(service, "word399");
    site.put("/feed", rssOf("Blog", [{ ...story(site, "one"), title: "Another title" }]));
    await contentWith(service, "Another title");
    const [item] = await contentWith(service, "word399");
    expect(item?.title).toBe("Another title");
    expect(site.asked("/one.html")).toHaveLength(1);
  } finally {
    await service.stop();
  }
});

test("a wall before the articles is not taken for any of them", async () => {
  await using site = await FeedSite.start();
  const ids = ["one", "two", "three"];
  site.put("/feed", rssOf("Blog", [...ids.map((id) => story(site, id)), story(site, "open")]));
  const wall = page("Welcome", `<p>Please accept our terms. ${text}</p>`);
  for (const id of ids) site.put(`/${id}.html`, wall, "text/html");
  site.put("/open.html", page("Open", `<p>${text} open</p>`), "text/html");
  await using workplace = await Workplace.create(configFor(site));
  const service = await workplace.serve();
  try {
    const shown = await contentWith(service, "word399 open");
    await polls(site, 2);
    expect(JSON.stringify(shown)).not.toContain("accept our terms");
    expect(JSON.stringify(await items(service))).not.toContain("accept our terms");
  } finally {
    await service.stop();
  }
});

test("pages at private addresses, endless ones and files are no reason to fail; a host that says 429 rests", async () => {
  await using site = await FeedSite.start();
  await using secret = await FeedSite.start();
  site.put(
    "/feed",
    rssOf("Blog", [
      { ...story(site, "private"), link: secret.url("/secret.html") },
      { ...story(site, "script"), link: "https://[::1]:1/" },
      story(site, "moved"),
      story(site, "file"),
      story(site, "good"),
      story(site, "limited"),
      story(site, "after"),
    ]),
  );
  site.on("/moved.html", (_request, response) => {
    response.writeHead(302, { location: secret.url("/secret.html") }).end();
  });
  site.on("/file.html", (_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4" }).end("x".repeat(1_000));
  });
  site.put("/good.html", page("Good", `<p>${text}</p>`), "text/html");
  site.on("/limited.html", (_request, response) => response.writeHead(429).end());
  site.put("/after.html", page("After", `<p>${text}</p>`), "text/html");
  await using workplace = await Workplace.create(configFor(site));
  const service = await workplace.serve();
  try {
    await contentWith(service, "word399");
    await eventually(async () => (site.asked("/limited.html").length > 0 ? true : null));
    expect(secret.requests).toHaveLength(0);
    expect(site.asked("/after.html")).toHaveLength(0);
    const status = await (await fetch(new URL("status.json", service.url))).json();
    expect(status).toMatchObject({ sources: [{ error: null, entries: 7 }] });
  } finally {
    await service.stop();
  }
});
