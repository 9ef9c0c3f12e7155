import { afterEach, expect, it } from "vitest";
import { explanationText } from "../../src/cli/explain-text.ts";
import { explainAddress } from "../../src/explain/explain-address.ts";
import { prune } from "../../src/store/retention.ts";
import { feedOf, wordsOf, type Article } from "./articles.ts";
import { day, Planet } from "./planet.ts";

const blog = "https://blog.example/feed";

let planet: Planet;
afterEach(() => planet[Symbol.asyncDispose]());

function article(number: number, changes: Partial<Article> = {}): Article {
  const url = `https://blog.example/${number}`;
  const at = Date.UTC(2026, 4, 30) - number * day;
  return {
    title: `River ${wordsOf(`t${number}`, 4)}`,
    url,
    at,
    text: wordsOf(`a${number}`, 40),
    ...changes,
  };
}

async function explained(address: string): Promise<string> {
  const { config, now } = planet;
  const options = { config, now, siteUrl: "http://localhost:8080/" };
  return explanationText(await explainAddress(planet.store, address, options));
}

async function start(settings: string, feed = blog): Promise<void> {
  planet = await Planet.start([feed], settings);
  const articles = [1, 2, 3, 4, 5].map((number) => article(number));
  await planet.poll(blog, feedOf("Blog", articles));
}

it("names the limit on a source's first poll", async () => {
  await start("posts: { newSourceLimit: 3 }");
  expect(await explained("https://blog.example/3")).toContain("Number 3 of /atom.xml");
  expect(await explained("https://blog.example/4")).toMatch(
    /^Not shown[^]*Beyond the 3 newest of its source's first poll \(posts\.newSourceLimit\)/,
  );
});

it("looks at no more of a first poll than the feed does", async () => {
  planet = await Planet.start([blog], "posts: { newSourceLimit: 1 }\nkeep: [{ title: rare }]");
  const archive = Array.from({ length: 520 }, (_, index) => article(index));
  const rare = { ...article(1_000), title: "Rare" };
  await planet.poll(blog, feedOf("Blog", [...archive, rare]));
  expect(await planet.get("atom.xml")).not.toContain("Rare");
  expect(await explained(rare.url)).toMatch(/^Not shown[^]*Beyond the 1 newest/);
});

it("names the length of the feed and the share of a source", async () => {
  await start("posts: { newSourceLimit: 0, limit: 2, perPage: 2 }");
  expect(await explained("https://blog.example/5")).toContain(
    "On page 3 of /; older than the 2 posts of /atom.xml (posts.limit).",
  );
  await planet.configure("posts: { newSourceLimit: 0, perSourceLimit: 1 }");
  expect(await explained("https://blog.example/2")).toContain("where its source has its share");
});

it("names the future and the rule that waits for it", async () => {
  await start("posts: { newSourceLimit: 0 }", `{ url: '${blog}', futureDates: skip }`);
  const tomorrow = article(6, { at: planet.now + 2 * day });
  await planet.poll(blog, feedOf("Blog", [tomorrow, article(1)]));
  expect(await explained(tomorrow.url)).toContain("dated in the future");
});

it("says that a source is disabled or gone from the config", async () => {
  await start("posts: { newSourceLimit: 0 }");
  const { config, now, store } = planet;
  const [source] = config.sources;
  const sources = source === undefined ? [] : [{ ...source, enabled: false }];
  const options = { now, siteUrl: "http://localhost:8080/" };
  const told = async (edited: typeof config): Promise<string> =>
    explanationText(await explainAddress(store, article(1).url, { ...options, config: edited }));
  expect(await told({ ...config, sources })).toContain("its source is disabled");
  expect(await told({ ...config, sources: [] })).toContain("its source is not in the config");
});

it("remembers what was pruned", async () => {
  await start("posts: { newSourceLimit: 0 }");
  await planet.poll(blog, feedOf("Blog", [article(1)]));
  planet.now += 30 * day;
  await planet.poll(blog, feedOf("Blog", [article(1), article(9)]));
  expect(await prune(planet.store, { days: 7, minPerSource: 0, now: planet.now })).toBe(4);
  expect(await explained(article(2).url)).toMatch(/was pruned .* will not come back as new/);
});
