import { describe, expect, it } from "vitest";
import { FetchError } from "../../src/model/errors.ts";
import { Publisher } from "../../src/websub/publisher.ts";

const hub = "https://hub.example/publish";
const siteUrl = "https://planet.example/";
const second = 1_000;

type Line = { readonly level: string; readonly facts: object };

/** A publisher over feeds, a hub and a clock of the test's own. */
function begin() {
  const etags: Record<string, string> = { "atom.xml": "a1", "rss.xml": "r1", "feed.json": "j1" };
  const world = {
    etags,
    now: 0,
    told: { hub, siteUrl } as { hub: string; siteUrl: string } | null,
    answer: (): number => 202,
    calls: [] as string[],
    lines: [] as Line[],
  };
  let remembered: ReadonlyMap<string, string> = new Map();
  const memory = {
    recall: async () => remembered,
    note: async (told: ReadonlyMap<string, string>) => void (remembered = told),
  };
  const log = (level: string) => (facts: object) => void world.lines.push({ level, facts });
  const create = () =>
    new Publisher({
      told: () => world.told,
      etagOf: async (path) => world.etags[path] ?? null,
      post: async (address, form) => {
        world.calls.push(`${address} ${new URLSearchParams(form).toString()}`);
        return { status: world.answer(), text: "" };
      },
      memory,
      now: () => world.now,
      log: { info: log("info"), warn: log("warn"), error: log("error") },
    });
  // A publisher of its own after each restart.
  return { world, publisher: create(), restart: create };
}

function callFor(path: string): string {
  return `${hub} hub.mode=publish&hub.url=${encodeURIComponent(siteUrl + path)}`;
}

describe("the hub", () => {
  it("is told of the feed whose bytes changed, and of no other", async () => {
    const { world, publisher } = begin();
    await publisher.tick();
    expect(world.calls).toEqual([]);
    world.etags["atom.xml"] = "a2";
    await publisher.tick();
    await publisher.tick();
    expect(world.calls).toEqual([callFor("atom.xml")]);
  });

  it("is told after a restart of what changed meanwhile, and of nothing else", async () => {
    const { world, publisher, restart } = begin();
    await publisher.tick();
    world.etags["atom.xml"] = "a2";
    await publisher.tick();
    const later = restart();
    world.etags["rss.xml"] = "r2";
    await later.tick();
    await later.tick();
    expect(world.calls).toEqual([callFor("atom.xml"), callFor("rss.xml")]);
    const last = restart();
    await last.tick();
    await last.tick();
    expect(world.calls).toHaveLength(2);
  });

  it("that could not be told hears of it after a restart", async () => {
    const { world, publisher, restart } = begin();
    world.answer = () => 500;
    await publisher.tick();
    world.etags["atom.xml"] = "a2";
    await publisher.tick();
    world.answer = () => 204;
    const later = restart();
    await later.tick();
    await later.tick();
    expect(world.calls).toEqual([callFor("atom.xml"), callFor("atom.xml")]);
  });

  it("is told at most once in ten seconds of all that changes meanwhile", async () => {
    const { world, publisher } = begin();
    await publisher.tick();
    for (let step = 1; step <= 30; step++) {
      world.now = step * second;
      world.etags["atom.xml"] = `step ${step}`;
      await publisher.tick();
    }
    expect(world.calls).toHaveLength(3);
  });

  it("is tried again a few times, later each time, then left alone until the next change", async () => {
    const { world, publisher } = begin();
    world.answer = () => {
      throw new FetchError("timeout", "hub.example did not answer within 30 s");
    };
    await publisher.tick();
    world.etags["atom.xml"] = "a2";
    const calledAt: number[] = [];
    for (; world.now < 3_600 * second; world.now += second) {
      const before = world.calls.length;
      await publisher.tick();
      if (world.calls.length > before) calledAt.push(world.now / second);
    }
    expect(calledAt).toEqual([0, 10, 70, 370]);
    world.etags["atom.xml"] = "a3";
    await publisher.tick();
    expect(world.calls).toHaveLength(5);
  });

  it("that fails is one warning until it works again", async () => {
    const { world, publisher } = begin();
    world.answer = () => 500;
    await publisher.tick();
    world.etags["atom.xml"] = "a2";
    world.etags["rss.xml"] = "r2";
    await publisher.tick();
    world.now += 10 * second;
    await publisher.tick();
    expect(world.lines).toEqual([
      { level: "warn", facts: { hub: "hub.example", error: "It answered 500." } },
    ]);
    world.answer = () => 204;
    world.now += 60 * second;
    await publisher.tick();
    world.answer = () => 500;
    world.etags["atom.xml"] = "a3";
    world.now += 60 * second;
    await publisher.tick();
    expect(world.lines.map(({ level }) => level)).toEqual(["warn", "info", "info", "warn"]);
  });

  it("that the config begins to name hears of the next change, another one likewise", async () => {
    const { world, publisher } = begin();
    world.told = null;
    await publisher.tick();
    world.etags["atom.xml"] = "a2";
    world.told = { hub: "https://other.example/", siteUrl };
    await publisher.tick();
    expect(world.calls).toEqual([]);
    world.etags["atom.xml"] = "a3";
    await publisher.tick();
    expect(world.calls).toEqual([callFor("atom.xml").replace(hub, "https://other.example/")]);
  });
});
