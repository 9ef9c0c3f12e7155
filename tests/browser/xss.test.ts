import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace, type Service } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";
import { ownVectors } from "./own-vectors.ts";
import { activeParts, oddAddresses, show } from "./probe.ts";
import { publishedHtml } from "./published-html.ts";
import { hasChromium, WatchedBrowser } from "./watched-browser.ts";
import { XssOrigin } from "./xss-origin.ts";

/** A folder that gets screenshots of the page, for people to look at. */
const screenshots = process.env["FEEDLOOM_SCREENSHOTS"];
const origin = sharedPath("origin");

type Published = { readonly service: Service; readonly posts: number };

/** The real service over feeds, once it has published as many posts as there are articles in them. */
async function publish(workplace: Workplace, articles: number): Promise<Published> {
  const service = await workplace.serve();
  const posts = await eventually(
    async () => {
      const { items } = (await (await fetch(`${service.url}feed.json`)).json()) as {
        items: unknown[];
      };
      return items.length >= articles ? items.length : null;
    },
    { what: `${articles} posts` },
  );
  return { service, posts };
}

function configFor(feeds: readonly string[]): string {
  const hosts = [...new Set(feeds.map((feed) => new URL(feed).host))];
  return `poll: { allowPrivateAddresses: [${hosts.map((host) => `'${host}'`).join()}], perHostDelay: 0s }
posts: { limit: 1000, perPage: 1000, newSourceLimit: 0 }
dedup: { enabled: false }
feeds: [${feeds.join(", ")}]
`;
}

/** Everything that went wrong when the published posts are looked at in a browser. */
async function faultsIn(service: Service, name: string): Promise<readonly string[]> {
  await using browser = await WatchedBrowser.start(service.url);
  const site = await browser.openSite("");
  const faults = [...(await activeParts(site, "main"))];
  if (screenshots !== undefined) await takeScreenshots(site, name);
  await browser.openSite("posts.txt");
  const reader = await browser.newPage();
  await browser.openDocument(reader, "<!doctype html><title>Reader</title><main></main>");
  for (const file of ["rss.xml", "atom.xml", "opml.xml"]) {
    const xml = await (await fetch(service.url + file)).text();
    faults.push(...(await oddAddresses(reader, xml)).map((address) => `${file}: ${address}`));
  }
  const published = await publishedHtml(reader, service.url);
  for (const [file, articles] of Object.entries(published)) {
    expect([file, articles.length > 0]).toEqual([file, true]);
    faults.push(...(await faultsAsParts(reader, articles)).map((fault) => `${file}: ${fault}`));
  }
  for (const html of new Set(Object.values(published).flat())) {
    await browser.openDocument(reader, html);
    faults.push(...(await activeParts(reader, "body")));
  }
  return [...browser.faults, ...faults];
}

/** As readers on the web show articles: set into their page, which has no policy against scripts. */
async function faultsAsParts(page: Page, articles: readonly string[]): Promise<readonly string[]> {
  await show(page, articles);
  // Time for what would run by itself: images that fail to load, autofocus, animations.
  await page.waitForTimeout(500);
  return activeParts(page, "main");
}

async function takeScreenshots(page: Page, name: string): Promise<void> {
  const folder = screenshots ?? "";
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}-top.png`) });
  await page.evaluate("scrollTo(0, document.body.scrollHeight)");
  await page.screenshot({ path: path.join(folder, `${name}-bottom.png`) });
}

describe.skipIf(!hasChromium())("in a real browser", { timeout: 120_000 }, () => {
  test.skipIf(origin === null)("nothing of either catalogue runs, in any format", async () => {
    await using hostile = await XssOrigin.start(origin ?? "");
    await using workplace = await Workplace.create(configFor(hostile.catalogues));
    const { service, posts } = await publish(workplace, 165);
    expect(posts).toBe(165);
    expect(await faultsIn(service, "origin")).toEqual([]);
    await service.stop();
  });

  test("nothing of our own catalogue runs, in any format", async () => {
    await using publisher = await FeedSite.start();
    const stories = ownVectors.map((html, index) => ({ id: `own-${index}`, html }));
    publisher.put("/feed", rssOf("Hostile <script>alert(1)</script>", stories));
    await using workplace = await Workplace.create(configFor([publisher.url("/feed")]));
    const { service } = await publish(workplace, stories.length);
    expect(await faultsIn(service, "own")).toEqual([]);
    await service.stop();
  });

  test("what is not cleaned is noticed", async () => {
    await using browser = await WatchedBrowser.start("http://site.example/");
    const page = await browser.newPage();
    for (const html of ownVectors) await browser.openDocument(page, html).catch(() => undefined);
    await page.waitForTimeout(500);
    expect(browser.faults).toContain("script ran: own");
    expect(browser.faults).toContain("dialog: own");
    expect(browser.faults.join("\n")).toContain("(stylesheet): http://elsewhere.example/style");
  });
});
