import { expect, it } from "vitest";
import { featuresVersion } from "../../src/dedup/entry-features.ts";
import { readFeatures } from "../../src/dedup/read-features.ts";
import { writeFeatures } from "../../src/dedup/write-features.ts";
import { features, harbourText, longText, type Sketch } from "./entries.ts";

it.each<readonly [string, Sketch]>([
  ["that says much", { id: "tag:a,2024:1", url: "https://a.example/1", text: longText(500) }],
  ["that says nothing", { title: null, text: "", published: null }],
  [
    "that quotes and credits",
    {
      text: `<blockquote>Lamps</blockquote>${harbourText}<a href="https://b.example/x">Continue reading</a>`,
    },
  ],
  ["that is a comment on a clip", { url: "https://a.example/videos/1#comment-7" }],
])("features of an entry %s come back from the store as they went", (_, sketch) => {
  const made = features(sketch);
  expect(readFeatures(writeFeatures(made))).toEqual(made);
});

it("features of another version are not read", () => {
  const other = { ...features({}), version: featuresVersion + 1 };
  expect(readFeatures(writeFeatures(other))).toBeNull();
});

it("the features of an article of 350 words take at most 1.3 KB", () => {
  const made = features({
    id: "https://walks.example/2024/03/harbour-wall",
    url: "https://walks.example/2024/03/harbour-wall",
    text: longText(350),
  });
  expect(writeFeatures(made).length).toBeLessThan(1300);
});
