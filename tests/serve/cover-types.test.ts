import { expect, it, onTestFinished } from "vitest";
import { RunningSite } from "./running-site.ts";

const url = "https://a.example/feed";

/** media:content elements in RSS, and enclosure links in Atom, of a post whose item holds `media`. */
async function publishedWith(media: string): Promise<readonly (string | undefined)[]> {
  const site = await RunningSite.start(`feeds: [${url}]`);
  onTestFinished(() => site.stop());
  await site.poll(
    url,
    `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>A</title><item><title>Post</title><guid>urn:1</guid>${media}</item></channel></rss>`,
  );
  const [rss, atom] = [await site.get("/rss.xml"), await site.get("/atom.xml")];
  return [
    /<media:content[^>]*>/.exec(rss.text)?.[0],
    /<link rel="enclosure"[^>]*>/.exec(atom.text)?.[0],
  ];
}

it("a cover that is attached keeps its type and size", async () => {
  const [rss, atom] = await publishedWith(
    `<enclosure url="https://a.example/cover" type="image/webp" length="1234"/>`,
  );
  expect(rss).toMatch(/url="https:\/\/a\.example\/cover".*type="image\/webp".*fileSize="1234"/);
  expect(atom).toMatch(/type="image\/webp".*length="1234"/);
});

it("a cover whose address tells no type has the one its feed states", async () => {
  const [rss, atom] = await publishedWith(
    `<media:content url="https://a.example/cover" type="image/webp" medium="image"/>`,
  );
  expect(rss).toContain('type="image/webp"');
  expect(atom).toContain('type="image/webp"');
});

it("a type that was never registered goes by its registered name", async () => {
  const image = `<media:content url="https://a.example/cover" type="image/jpg" medium="image"/>`;
  expect((await publishedWith(image)).join("")).not.toContain("image/jpg");
  const [rss, atom] = await publishedWith(
    `<enclosure url="https://a.example/file" type="audio/mp3" length="1"/>`,
  );
  expect(rss).toContain('type="audio/mpeg"');
  expect(atom).toContain('type="audio/mpeg"');
});
