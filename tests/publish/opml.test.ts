import { expect, it } from "vitest";
import { renderOpml } from "../../src/publish/render-opml.ts";
import { sampleSource } from "./samples.ts";

it("tags that differ in case only are one group, as they have one address, and hold a source once", () => {
  const subscriptions = [["AI"], ["ai"], ["Ai", "AI", "news"]].map((tags, index) => ({
    source: sampleSource({ tags, publicUrl: `https://${index}.example/feed` }),
    title: `Blog ${index}`,
    link: null,
  }));
  const opml = renderOpml("Planet", subscriptions);
  expect(opml.match(/<outline text="[^"]*">/g)).toEqual([
    '<outline text="AI">',
    '<outline text="news">',
  ]);
  expect(opml.match(/xmlUrl="[^"]*"/g)).toEqual(
    [0, 1, 2, 2].map((index) => `xmlUrl="https://${index}.example/feed"`),
  );
});
