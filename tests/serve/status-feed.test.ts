import { afterEach, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";
const day = 86_400_000;

let site: RunningSite;
afterEach(() => site.stop());

async function titles(): Promise<readonly string[]> {
  // Longer than two looks share one rendering.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  const { text } = await site.get("/status.xml");
  const found = text.matchAll(/<entry[^>]*>\s*<title type="text">([^<]*)</g);
  return [...found].map((match) => match[1] ?? "").sort();
}

it.each([
  ["that is polled by hand long before its time", 600_000],
  ["that nobody polled for weeks", 16 * day],
])("a source %s is back when it answers", async (_what, sinceMs) => {
  site = await RunningSite.start(
    `quietAfter: 3650d\nfeeds: [{ url: ${a}, name: Alpha }, { url: ${b}, name: Beta }]`,
  );
  const now = Date.now();
  for (const url of [a, b]) {
    site.now = now - 30 * day;
    await site.poll(url, rss("A", days(1)));
    site.now = now - 20 * day;
    await site.fail(url, "It answers 503.");
    site.now = now - sinceMs;
    await site.fail(url, "It answers 503.");
  }
  site.now = now;
  await site.poll(a, rss("A", days(2)));
  await site.pollUnchanged(b);
  expect(await titles()).toEqual(["Alpha: back", "Beta: back"]);
  site.now = now + 60_000;
  await site.pollUnchanged(b);
  const { text } = await site.get("/status.xml");
  expect(text).toContain(`<updated>${new Date(now).toISOString()}</updated>`);
  expect(text).not.toContain(`<updated>${new Date(site.now).toISOString()}</updated>`);
});

it("the status feed follows a source from its failing to its return, and a quiet one", async () => {
  site = await RunningSite.start(`
url: https://planet.example/
quietAfter: 30d
feeds: [{ url: ${a}, name: Alpha }, { url: ${b}, name: Beta }]
`);
  const now = Date.now();
  const old = [{ title: "Old", date: new Date(now - 40 * day).toUTCString() }];
  site.now = now - 5 * day;
  await site.poll(a, rss("A", days(1)));
  await site.poll(b, rss("B", old));
  site.now = now - 3 * day;
  await site.poll(a, rss("A", [{ title: "News" }, ...days(1)]));
  expect(await titles()).toEqual(["Beta: quiet"]);

  await site.fail(a, "a.example answers 503.");
  site.now = now - day;
  await site.fail(a, "a.example answers 503.");
  expect(await titles()).toEqual(["Alpha: broken", "Beta: quiet"]);
  const broken = await site.get("/status.xml");
  await titles();
  const again = await site.get("/status.xml", { "if-none-match": broken.headers.etag ?? "" });
  expect(again.status).toBe(304);

  site.now = now;
  await site.poll(a, rss("A", [{ title: "More news" }, { title: "News" }, ...days(1)]));
  expect(await titles()).toEqual(["Alpha: back", "Beta: quiet"]);
  expect((await site.get("/atom.xml")).text).not.toMatch(/broken|quiet|works again/);
});
