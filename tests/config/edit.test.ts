import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { appendFeed, replaceFeedUrl } from "../../src/config/edit.ts";
import { EXAMPLE_URL } from "../../src/config/file.ts";
import { loadConfig } from "../../src/config/load.ts";
import type { Reading } from "../../src/config/problem.ts";

const NEW = "https://new.example/feed";

function valueOf(reading: Reading<string>): string {
  if (!reading.ok) throw new Error(reading.message);
  return reading.value;
}

function addressesIn(text: string): readonly string[] {
  const result = loadConfig(text, {});
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config.sources.map(({ url }) => url);
}

describe("appendFeed", () => {
  test("takes nothing out of the file and adds a line", async () => {
    const text = await readFile(EXAMPLE_URL, "utf8");
    const edited = valueOf(appendFeed(text, { url: NEW }));
    const added = edited.split("\n").filter((line) => line.includes(NEW));
    expect(added).toEqual([`  - ${NEW}`]);
    expect(edited.replace(`  - ${NEW}\n`, "")).toBe(text);
    expect(addressesIn(edited)).toEqual([...addressesIn(text), NEW]);
  });

  test.each([
    ["feeds:\n- https://a.example/ # first\n# end\ntitle: x\n", `# first\n- ${NEW}\n# end`],
    ["feeds: [] # none\ntitle: x\n", `feeds:  # none\n  - ${NEW}\ntitle`],
    ["feeds: # none yet\n  # - https://a.example/\n", `none yet\n  - ${NEW}\n`],
    ["feeds: [https://a.example/]\n", `[https://a.example/, ${NEW}]`],
    ["title: x", `title: x\nfeeds:\n  - ${NEW}\n`],
    ["", `feeds:\n  - ${NEW}\n`],
    ["feeds:\n  - https://a.example/", `a.example/\n  - ${NEW}\n`],
    ["feeds:\r\n  - https://a.example/\r\n", `a.example/\r\n  - ${NEW}\r\n`],
  ])("fits the style of %j", (text, expected) => {
    const edited = valueOf(appendFeed(text, { url: NEW }));
    expect(edited).toContain(expected);
    expect(addressesIn(edited).at(-1)).toBe(NEW);
  });

  test("writes name and tags so that they are read back, whatever is in them", () => {
    const name = "It's: [odd], # really";
    const feed = { url: `${NEW}?a=[1,2]#x`, name, tags: ["a, b", "yes"] };
    for (const text of ["feeds:\n  - https://a.example/\n", "feeds: [https://a.example/]\n"]) {
      const result = loadConfig(valueOf(appendFeed(text, feed)), {});
      expect(result.ok && result.config.sources[1]).toMatchObject(feed);
    }
  });

  test("a feed that calls itself after an environment variable does not get its value", () => {
    const edited = valueOf(appendFeed("feeds: []\n", { url: `${NEW}/$\{KEY}`, name: `$\{KEY}` }));
    expect(JSON.stringify(loadConfig(edited, { KEY: "hunter2" }))).not.toContain("hunter2");
  });

  test("a file that is not valid is left to its owner", () => {
    expect(appendFeed("feeds: [", { url: NEW }).ok).toBe(false);
    expect(appendFeed("feeds: text\n", { url: NEW }).ok).toBe(false);
  });
});

describe("replaceFeedUrl", () => {
  test("changes the address alone, listed bare or as a map", () => {
    const text =
      "feeds:\n  - https://a.example/   # one\n  - { url: 'https://b.example/', name: B } # two\n";
    expect(valueOf(replaceFeedUrl(text, "https://a.example/", NEW))).toBe(
      text.replace("https://a.example/", NEW),
    );
    expect(valueOf(replaceFeedUrl(text, "https://b.example/", NEW))).toBe(
      text.replace("'https://b.example/'", NEW),
    );
  });

  test("an address that is not there is no change", () => {
    expect(replaceFeedUrl("feeds: []\n", "https://a.example/", NEW).ok).toBe(false);
  });
});
