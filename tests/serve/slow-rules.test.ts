import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { watchStalls } from "../read/stall-watch.ts";
import { RunningSite } from "./running-site.ts";
import { rss } from "./sample-documents.ts";

const a = "https://a.example/feed";

let site: RunningSite;
afterEach(() => site.stop());

/** Texts that patterns of the kind below take longest for. */
function hostileFeed(count: number): string {
  return rss(
    "A",
    Array.from({ length: count }, (_, index) => ({
      title: `Post ${index}`,
      date: new Date(Date.UTC(2026, 3, 30) - index * 86_400_000).toUTCString(),
      content: `${String.fromCharCode(97 + (index % 26)).repeat(20_000)} ${index}`,
    })),
  );
}

const addresses = ["/atom.xml", "/rss.xml", "/feed.json", "/posts.txt", "/", "/tags/ai/atom.xml"];

it("rules that are slow on texts made for them hold up nobody", async () => {
  const rules = "drop: [{ content: '[\\w.-]+@spam' }, { content: '\\d+%' }, { title: 'a.*b' }]";
  site = await RunningSite.start(
    `posts: { newSourceLimit: 0 }\n${rules}\nfeeds: [{ url: ${a}, tags: [ai] }]`,
  );
  await site.poll(a, hostileFeed(15));
  const stopped = watchStalls();
  const answers = Promise.all(addresses.map((address) => site.get(address)));
  let answered = 0;
  for (let isDone = false; !isDone;) {
    expect((await site.get("/healthz")).status).toBe(200);
    answered += 1;
    isDone = await Promise.race([answers.then(() => true), pause(5, false)]);
  }
  expect(stopped().longestWorkMs).toBeLessThan(100);
  expect(answered).toBeGreaterThan(3);
  for (const { status, text } of await answers) {
    expect(status).toBe(200);
    expect(text).toContain("Post 0");
  }
}, 60_000);

it("an edited text is judged anew", async () => {
  site = await RunningSite.start(`drop: [{ content: spam }]\nfeeds: [${a}]`);
  const shows = async (content: string): Promise<boolean> => {
    await site.poll(a, rss("A", [{ title: "Post", content }]));
    await pause(1_050);
    site.now += 3_600_000;
    return (await site.get("/posts.txt")).text.includes("Post");
  };
  expect([await shows("Eggs."), await shows("Spam."), await shows("Eggs.")]).toEqual([
    true,
    false,
    true,
  ]);
});
