import { afterEach, describe, expect, it } from "vitest";
import { childrenOf, readXml, textOf } from "../publish/read-back.ts";
import { RunningSite } from "./running-site.ts";

const bank = "https://bank.example/feed";
const evil = "https://evil.example/feed";
const id = "https://bank.example/news/1";

let site: RunningSite;
afterEach(() => site.stop());

function atom(title: string, link: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>${title}</title><id>https://bank.example/</id><updated>2026-05-01T00:00:00Z</updated><author><name>${title}</name></author><entry><title>News of ${title}</title><id>${id}</id><link href="${link}"/><updated>2026-05-01T00:00:00Z</updated><content type="html">From ${title}.</content></entry></feed>`;
}

const pollBank = (): Promise<void> => site.poll(bank, atom("Bank", id));
const pollEvil = (): Promise<void> => site.poll(evil, atom("Evil", "https://evil.example/1"));

/** The ids of the merged feed by the titles of their entries. */
async function idsByTitle(): Promise<Readonly<Record<string, string>>> {
  const feed = readXml((await site.get("/atom.xml")).text);
  return Object.fromEntries(
    childrenOf(feed, "entry").map((entry) => [textOf(entry, "title"), textOf(entry, "id")]),
  );
}

describe("an id of another source", () => {
  it.each([
    ["before its owner was polled", pollEvil, pollBank],
    ["after its owner was polled", pollBank, pollEvil],
  ])("cannot be taken %s", async (_when, first, second) => {
    site = await RunningSite.start(`feeds: [${bank}, ${evil}]`);
    await first();
    site.now += 3_600_000;
    await second();
    const ids = await idsByTitle();
    expect(ids["News of Bank"]).toBe(id);
    expect(ids["News of Evil"]).toMatch(/^tag:/);
  });
});

it("a feed's own id is told without the userinfo it may hold", async () => {
  site = await RunningSite.start("feeds: [https://a.example/feed]");
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>https://joe:hunter2@a.example/feed</id>
<entry><id>urn:x:1</id><title>First</title><link href="https://a.example/1"/></entry></feed>`;
  await site.poll("https://a.example/feed", feed);
  const { text } = await site.get("/atom.xml");
  expect(text).not.toContain("hunter2");
  expect(text).toContain("<source><id>https://a.example/feed</id>");
});
