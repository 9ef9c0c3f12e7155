import { afterEach, describe, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { rss, type SampleItem } from "./sample-documents.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";
const day = 86_400_000;

let site: RunningSite;
afterEach(() => site.stop());

function configOf(futureDates: string): string {
  return `feeds: [{ url: ${a}, futureDates: ${futureDates} }, ${b}]`;
}

function dated(title: string, ms: number): SampleItem {
  return { title, date: new Date(ms).toUTCString() };
}

async function titles(): Promise<readonly string[]> {
  // Longer than changes may share one rendering.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  const { text } = await site.get("/atom.xml");
  return [...text.matchAll(/<title type="text">([^<]+)<\/title>\s*<id>/g)].map(
    (match) => match[1] ?? "",
  );
}

/** An entry dated in the future, seen ten days ago, and one of another source seen since. */
async function start(futureDates: string, date: number): Promise<void> {
  site = await RunningSite.start(configOf(futureDates));
  site.now = Date.now() - 10 * day;
  await site.poll(a, rss("A", [dated("Future", date)]));
  site.now += day;
  await site.poll(b, rss("B", [dated("Other", site.now - 3_600_000)]));
}

describe("an edit of futureDates acts on what is stored, both ways", () => {
  it("between clamp and keep", async () => {
    await start("keep", Date.now() + 20 * day);
    expect(await titles()).toEqual(["Future", "Other"]);
    await site.reconfigure(configOf("clamp"));
    expect(await titles()).toEqual(["Other", "Future"]);
    await site.reconfigure(configOf("keep"));
    expect(await titles()).toEqual(["Future", "Other"]);
  });

  it("between clamp and skip", async () => {
    await start("clamp", Date.now() + 20 * day);
    expect(await titles()).toEqual(["Other", "Future"]);
    await site.reconfigure(configOf("skip"));
    expect(await titles()).toEqual(["Other"]);
    await site.reconfigure(configOf("clamp"));
    expect(await titles()).toEqual(["Other", "Future"]);
  });
});

describe("a post that waits for its date", () => {
  it("stands where its date puts it when it comes", async () => {
    await start("skip", Date.now() - day);
    expect(await titles()).toEqual(["Future", "Other"]);
  });

  it("comes at once where its publisher brings it forward, and no later where he puts it off", async () => {
    await start("skip", Date.now() + 20 * day);
    site.now = Date.now();
    await site.poll(a, rss("A", [dated("Future", site.now + 30 * day)]));
    expect(await titles()).toEqual(["Other"]);
    await site.poll(a, rss("A", [dated("Future", site.now - 9.5 * day)]));
    expect(await titles()).toEqual(["Other", "Future"]);
  });
});
