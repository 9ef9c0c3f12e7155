import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childrenOf, readXml, textOf, type ReadElement } from "../publish/read-back.ts";
import { sharedPath } from "../support/shared.ts";
import { neighbour } from "./upstream.ts";
import { StressedPlanet, type StressedSource } from "./stressed-planet.ts";

type JsonItem = {
  readonly id: string;
  readonly title: string;
  readonly _feedloom: { readonly source: { readonly id: string; readonly feed_url: string } };
};

let planet: StressedPlanet;
let items: readonly JsonItem[];
let entries: readonly ReadElement[];

beforeAll(async () => {
  planet = await StressedPlanet.start();
  items = (JSON.parse(await planet.text("feed.json")) as { items: readonly JsonItem[] }).items;
  entries = childrenOf(readXml(await planet.text("atom.xml")), "entry");
}, 120_000);

afterAll(async () => planet[Symbol.asyncDispose]());

const nameOf = ({ input, format }: StressedSource): string => `${input.name} (${format})`;

function itemsOf({ url }: StressedSource): readonly JsonItem[] {
  return items.filter(({ _feedloom: feedloom }) => feedloom.source.feed_url === url);
}

/** The one that is not the sound neighbour. */
function faultyItem(source: StressedSource): JsonItem | undefined {
  const sound = neighbour.title?.replace("HOST", source.host);
  return itemsOf(source).find(({ title }) => title !== sound);
}

describe("inputs on which writers of feeds fail, each in all formats it can come in", () => {
  it("are all read, and nothing is thrown", () => {
    const full = planet.sources.filter(({ input }) => input.posts > 0).length;
    const tally = `${full} updated, ${planet.sources.length - full} unchanged`;
    expect(planet.pollOutput.trimEnd().split("\n").at(-1)).toBe(tally);
    expect(planet.service.log()).not.toMatch(/"level":(?:40|50|60)/u);
  });

  it("lose no post, and make none of it two", () => {
    const counts = planet.sources.map((source) => [nameOf(source), itemsOf(source).length]);
    expect(counts).toEqual(planet.sources.map((source) => [nameOf(source), source.input.posts]));
  });

  it("leave the sound post beside each as it is", () => {
    const titles = new Set(items.map(({ title }) => title));
    const lost = planet.sources
      .filter(({ input }) => input.posts > 0)
      .filter(({ host }) => !titles.has(neighbour.title?.replace("HOST", host) ?? ""));
    expect(lost.map(nameOf)).toEqual([]);
  });

  it("are the same posts in every format", async () => {
    const [channel] = readXml(await planet.text("rss.xml")).children;
    const rssIds = childrenOf(channel as ReadElement, "item").map((item) => textOf(item, "guid"));
    expect(entries.map((entry) => textOf(entry, "id"))).toEqual(items.map(({ id }) => id));
    expect(rssIds).toEqual(items.map(({ id }) => id));
  });

  it("keep their titles where the feed says them beyond doubt", () => {
    const titled = planet.sources.filter(({ input }) => input.title !== undefined);
    expect(titled.map((source) => [nameOf(source), faultyItem(source)?.title])).toEqual(
      titled.map((source) => [nameOf(source), source.input.title]),
    );
  });

  it("keep their ids to the byte", () => {
    const identified = planet.sources.filter(({ input }) => input.id !== undefined);
    expect(identified.map((source) => [nameOf(source), faultyItem(source)?.id])).toEqual(
      identified.map((source) => [
        nameOf(source),
        source.input.id?.replaceAll("HOST", source.host),
      ]),
    );
  });

  it("give every entry an id of its own, a title, two dates and an author", () => {
    expect(new Set(entries.map((entry) => textOf(entry, "id"))).size).toBe(entries.length);
    const poor = entries.filter(
      (entry) =>
        [textOf(entry, "title"), textOf(entry, "updated"), textOf(entry, "published")].includes(
          "",
        ) || childrenOf(entry, "author").length === 0,
    );
    expect(poor).toEqual([]);
  });
});

describe("an entry that tries to forge another", () => {
  it("stays one entry, the attacker's own, with the attacker as its source", async () => {
    const attackers = planet.sources.filter(({ input }) => input.name.includes("forges"));
    for (const attacker of attackers) {
      const [entry] = entries.filter(
        (one) => textOf(one, "id") === `http://${attacker.host}/post/1`,
      );
      const source = entry && childrenOf(entry, "source")[0];
      expect(source && textOf(source, "title")).toBe(`Blog of ${attacker.host}`);
      expect(itemsOf(attacker)).toHaveLength(2);
    }
    for (const name of ["atom.xml", "rss.xml", "feed.json"]) {
      const text = await planet.text(name);
      expect(text).not.toMatch(/<(?:id|guid)[^>]*>http:\/\/bank\.example/u);
      expect(text).not.toMatch(/"id": ?"http:\/\/bank/u);
    }
  });
});

const tools = sharedPath("tools", "validate");

/** jing and lxml check the grammars. */
function canValidate(): boolean {
  const isReady = tools !== null && spawnSync("jing").error === undefined;
  if (!isReady) process.stdout.write("the validators are not here; their checks are skipped\n");
  return isReady;
}

describe.runIf(canValidate())("the validators", () => {
  it("find no error in anything that is served", () => {
    const addresses = "atom=/atom.xml rss=/rss.xml json=/feed.json opml=/opml.xml html=/".split(
      " ",
    );
    const run = spawnSync(`${tools}/check-site`, [planet.service.url, ...addresses], {
      encoding: "utf8",
    });
    expect(run.stdout.split("\n").filter((line) => line.startsWith("FAIL"))).toEqual([]);
    expect(run.status).toBe(0);
  }, 120_000);

  it.each([
    ["check-rng", "atom.xml"],
    ["check-jsonfeed", "feed.json"],
    ["check-opml", "opml.xml"],
  ])(
    "%s is content with %s",
    async (tool, name) => {
      const run = spawnSync(`${tools}/${tool}`, [await planet.save(name)], { encoding: "utf8" });
      expect([run.status, run.stdout + run.stderr]).toEqual([
        0,
        expect.stringMatching(/ 0 errors|ok|skipped/iu),
      ]);
    },
    60_000,
  );

  it("find RSS well-formed", async () => {
    const read =
      "import sys, lxml.etree\nlxml.etree.parse(sys.argv[1], lxml.etree.XMLParser(huge_tree=True))";
    const run = spawnSync("/usr/bin/python3", ["-c", read, await planet.save("rss.xml")], {
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: 0, stderr: "" });
  });
});
