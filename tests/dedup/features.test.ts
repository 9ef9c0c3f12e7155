import { describe, expect, it } from "vitest";
import { candidateKeys } from "../../src/dedup/features.ts";
import { features, harbourText, longText } from "./entries.ts";

const size = (value: unknown) => JSON.stringify(value).length;

describe("features", () => {
  it("are the same after a way through JSON", () => {
    const made = features({ id: "tag:a,2024:1", url: "https://a.example/1", text: longText(500) });
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it("stay below 3 KB, however long the text", () => {
    expect(size(features({ text: longText(10_000) }))).toBeLessThan(3000);
  });

  it.each([
    ["title", { title: "word ".repeat(200_000) }],
    ["guid", { id: `tag:${"x".repeat(1_000_000)}` }],
    ["address", { url: `https://a.example/${"x".repeat(1_000_000)}` }],
    [
      "author",
      {
        authors: Array.from({ length: 1000 }, () => ({
          name: "Jo ".repeat(10_000),
          email: null,
          url: null,
        })),
      },
    ],
    [
      "file",
      {
        enclosures: [
          {
            url: `data:audio/mpeg;base64,${"A".repeat(1_000_000)}`,
            type: "audio/mpeg",
            length: null,
          },
        ],
      },
    ],
    ["open tags", { text: "<a href=".repeat(100_000) + "<blockquote>".repeat(20_000) }],
  ])("are bounded for an endless %s", (_, sketch) => {
    const made = features(sketch);
    expect(size(made)).toBeLessThan(10_000);
    expect(candidateKeys(made).length).toBeLessThan(20);
  });

  it("leave out addresses of whole sites and of the feed", () => {
    expect(features({ url: "https://walks.example/" }).urls).toEqual([]);
    expect(features({ url: "https://walks.example/feed.xml" }).urls).toEqual([]);
  });

  it("hold no text where the text only repeats title and site", () => {
    expect(features({ text: "A walk along the harbour wall  walks.example" }).words).toBe(0);
    expect(features({ text: harbourText }).words).toBe(50);
  });

  it.each([
    ["https://www.youtube.com/watch?v=abcdefghijk", true],
    ["https://news.example/videos/world/harbour", true],
    ["https://news.example/world/video-games", false],
  ])("know %s as a clip: %s", (url, isVideo) => {
    expect(features({ url }).isVideo).toBe(isVideo);
  });
});
