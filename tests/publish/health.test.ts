import { describe, expect, it } from "vitest";
import type { Source } from "../../src/model/source.ts";
import type { SourceState } from "../../src/model/stored.ts";
import { publishSources } from "../../src/publish/published-source.ts";
import { renderHealth } from "../../src/publish/render-health.ts";
import { childrenOf, readXml, textOf } from "./read-back.ts";
import { sampleConfig, sampleSource, sampleState, siteUrl } from "./samples.ts";

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse("2026-02-01T12:00:00Z");

type News = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly updated: string;
};

function bytesOf(state: Partial<SourceState>, source: Partial<Source> = {}, at = now): string {
  const config = sampleConfig({ sources: [sampleSource(source)] });
  const sources = publishSources(config, [sampleState(state)], siteUrl);
  return renderHealth({ config, sources, siteUrl, now: at });
}

function look(...asked: Parameters<typeof bytesOf>): readonly News[] {
  const feed = readXml(bytesOf(...asked));
  return childrenOf(feed, "entry").map((entry) => ({
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    summary: textOf(entry, "summary"),
    updated: textOf(entry, "updated"),
  }));
}

const brokeError = "The server answers 503.";
const failing = { outcome: "failed", failures: 9, error: brokeError, brokeError } as const;

describe("the feed of the sources' health", () => {
  it("is empty and valid while all is well, and is at its own address", () => {
    expect(look({})).toEqual([]);
    const sources = publishSources(sampleConfig(), [], siteUrl);
    const feed = readXml(renderHealth({ config: sampleConfig(), sources, siteUrl, now }));
    expect(textOf(feed, "subtitle")).toBe("All sources are well.");
    expect(textOf(feed, "id")).toBe(`${siteUrl}status.xml`);
  });

  it("tells of a source that fails for over a day, and not before", () => {
    expect(look({ ...failing, failingSince: now - 23 * hour })).toEqual([]);
    expect(look({ ...failing, failingSince: now - 25 * hour })).toMatchObject([
      {
        title: "Blog A: broken",
        summary: "It has failed since 2026-01-31: The server answers 503.",
        updated: "2026-02-01T11:00:00.000Z",
      },
    ]);
  });

  it("says the same at every look until something changes", () => {
    const state = { ...failing, failingSince: now - 2 * day };
    expect(look({ ...state, failures: 30 }, {}, now + 5 * day)).toEqual(look(state));
  });

  it("says the same whatever a source that is down answers, and whatever one that moved posts", () => {
    const broken = { ...failing, failingSince: now - 2 * day };
    expect(look({ ...broken, error: "It takes too long." })).toEqual(look(broken));
    const moved = { movedTo: "https://new.example/feed", movedAt: now - day };
    expect(bytesOf({ ...moved, lastUpdatedAt: now, newestAt: now })).toEqual(bytesOf(moved));
  });

  it("is Feedloom's own word, of one date for each source", () => {
    const states = [
      { ...failing, failingSince: now - 2 * day },
      { movedTo: "https://new.example/feed", movedAt: now - day },
      { newestAt: now - 300 * day },
    ];
    for (const state of states) {
      const [entry] = childrenOf(readXml(bytesOf(state)), "entry");
      if (entry === undefined) throw new Error("no entry");
      expect(childrenOf(entry, "author").map((author) => textOf(author, "name"))).toEqual([
        "Planet Example: status of the sources",
      ]);
      expect(childrenOf(entry, "source").map((source) => textOf(source, "id"))).toEqual([
        `${siteUrl}status.xml`,
      ]);
      expect(textOf(entry, "published")).toBe("2025-12-31T00:00:00.000Z");
    }
  });

  it("has a later date for every other text", () => {
    const moved = { movedTo: "https://new.example/feed", movedAt: now - 30 * day };
    const back = { ...moved, brokeAt: now - 3 * day, backAt: now };
    const dates = [
      look({ ...moved, ...failing, failingSince: now - 3 * day }),
      look(back),
      look(back, {}, now + 8 * day),
    ].map((news) => news[0]?.updated ?? "");
    expect(dates.toSorted()).toEqual(dates);
    expect(new Set(dates).size).toBe(3);
  });

  it("keeps one entry for a source, whatever becomes of it", () => {
    const ids = [
      look({ ...failing, failingSince: now - 2 * day }),
      look({ outcome: "gone", goneAt: now, failures: 1 }),
      look({ brokeAt: now - 3 * day, backAt: now - hour }),
      look({ movedTo: "https://new.example/feed", movedAt: now, newestAt: now - 200 * day }),
    ].map((news) => news.map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 4 }, () => ["tag:feedloom,2026:status/0123456789ab"]));
  });

  it("tells that a source is back for a week, if it was away for long", () => {
    const back = { brokeAt: now - 3 * day, backAt: now };
    expect(look(back, {}, now + 6 * day)[0]?.title).toBe("Blog A: back");
    expect(look(back, {}, now + 8 * day)).toEqual([]);
    expect(look({ brokeAt: now - hour, backAt: now })).toEqual([]);
  });

  it("tells where a source moved, but nothing of a private one", () => {
    const moved = { movedTo: "https://user:pw@new.example/feed", movedAt: now };
    const { publicUrl } = sampleSource();
    expect(look(moved)[0]?.summary).toBe(
      `It has moved to https://new.example/feed; put that into the config instead of ${publicUrl} (its posts stay).`,
    );
    expect(look(moved, { isPrivate: true })[0]?.summary).toContain("moved to another address;");
  });

  it("does not name the host of a private source that fails", () => {
    const state = { ...failing, failingSince: now - 2 * day };
    expect(look(state, { isPrivate: true })[0]?.summary).toBe(
      "It has failed since 2026-01-30: the log says why.",
    );
  });

  it("tells of a quiet source from the moment it counts as one", () => {
    expect(look({ newestAt: now - 89 * day })).toEqual([]);
    expect(look({ newestAt: now - 91 * day })).toMatchObject([
      { title: "Blog A: quiet", updated: "2026-01-31T12:00:00.000Z" },
    ]);
    const unreadable = { ...failing, failingSince: now - 100 * day, newestAt: now - 91 * day };
    expect(look(unreadable).map(({ title }) => title)).toEqual(["Blog A: broken"]);
  });

  it("leaves disabled sources alone", () => {
    expect(look({ outcome: "gone", goneAt: now }, { enabled: false })).toEqual([]);
  });
});

it("a source that moved to where another one is listed can be removed, not edited", () => {
  const moved = sampleSource({ id: "aaaaaaaaaaaa", url: "https://a.example/x" });
  const twin = sampleSource({ id: "bbbbbbbbbbbb", url: "https://ADA:pw@a.example/y#top" });
  const config = sampleConfig({ sources: [moved, twin] });
  const states = [sampleState({ id: moved.id, movedTo: "https://a.example/y", movedAt: now })];
  const sources = publishSources(config, states, siteUrl);
  const feed = renderHealth({ config, sources, siteUrl, now });
  expect(feed).toContain(
    "It has moved to https://a.example/y, which is listed already: this one can be removed.",
  );
});
