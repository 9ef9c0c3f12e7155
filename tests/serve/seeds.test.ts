import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";

const folder = path.join(import.meta.dirname, "..", "..", "..", "shared", "seeds");
const hasSeeds = existsSync(folder);
if (!hasSeeds) process.stdout.write("the seed feeds are missing; the listings are not compared\n");

function seed(name: string): Buffer {
  return readFileSync(path.join(folder, name));
}

let site: RunningSite;
afterEach(() => site.stop());

describe.runIf(hasSeeds)("the seed feeds", () => {
  it.each([
    [1, 53],
    [2, 70],
  ])("come out as their listing, to the byte: feed %i", async (number, words) => {
    const url = `https://seed.example/${number}`;
    site = await RunningSite.start(`posts: { summaryWords: ${words} }\nfeeds: [${url}]`);
    await site.poll(url, seed(`feed-${number}.xml`));
    const { body } = await site.get("/posts.txt");
    expect(body.toString()).toBe(seed(`listing-${number}.txt`).toString());
  });

  it("give thirteen posts together", async () => {
    const urls = ["https://seed.example/1", "https://seed.example/2"] as const;
    site = await RunningSite.start(`feeds: [${urls.join(", ")}]`);
    await site.poll(urls[0], seed("feed-1.xml"));
    await site.poll(urls[1], seed("feed-2.xml"));
    expect((await site.get("/atom.xml")).text.match(/<entry/g)).toHaveLength(13);
  });
});
