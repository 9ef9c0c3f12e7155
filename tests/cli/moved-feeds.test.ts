import { expect, it } from "vitest";
import { applyMoves } from "../../src/cli/moved-feeds.ts";
import { loadConfig } from "../../src/config/load.ts";

function applied(feed: string, movedTo: string): string {
  const text = `feeds:\n  - ${feed}\n`;
  const loaded = loadConfig(text, {});
  const sources = loaded.ok ? loaded.config.sources : [];
  const moves = sources.map((source) => ({ source, movedTo }));
  const isUsable = (edited: string): boolean => loadConfig(edited, {}).ok;
  return applyMoves(moves, { text, sources, isUsable }).text;
}

it("userinfo goes with a feed from http to https of its host, and to no other", () => {
  const feed = "http://joe:pw@a.example/feed";
  expect(applied(feed, "https://a.example/feed")).toContain("https://joe:pw@a.example/feed");
  expect(applied(feed, "https://b.example/feed")).toBe("feeds:\n  - https://b.example/feed\n");
});

it("what would make the config unusable is not written", () => {
  const moves = [{ source: { url: "https://a.example/" }, movedTo: "https://b.example/" }];
  const text = "feeds:\n  - https://a.example/\n";
  const loaded = loadConfig(text, {});
  const sources = loaded.ok ? loaded.config.sources : [];
  const all = sources.flatMap((source) => moves.map((move) => ({ ...move, source })));
  const result = applyMoves(all, { text, sources, isUsable: () => false });
  expect([result.text, result.written]).toEqual([text, []]);
  expect(result.sentences[0]).toContain("put it in by hand");
});
