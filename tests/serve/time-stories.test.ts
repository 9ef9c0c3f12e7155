import { afterEach, describe, expect, it } from "vitest";
import { RunningSite, idOf } from "./running-site.ts";
import { days, rss, type SampleItem } from "./sample-documents.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";
const day = 86_400_000;

let site: RunningSite;
afterEach(() => site.stop());

/** Titles in the merged feed, in its order. */
async function titles(address = "/atom.xml"): Promise<readonly string[]> {
  // Longer than changes may share one rendering.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  const { text } = await site.get(address);
  return [...text.matchAll(/<title type="text">([^<]*)<\/title>\s*<id>/g)]
    .map((match) => match[1] ?? "")
    .filter((title) => title !== "");
}

function dated(title: string, ms: number, over: Partial<SampleItem> = {}): SampleItem {
  return { title, date: new Date(ms).toUTCString(), ...over };
}

async function start(settings = ""): Promise<void> {
  site = await RunningSite.start(`${settings}\nfeeds: [${a}, ${b}]`);
}

describe("over several polls", () => {
  it("a feed added with 500 old posts does not flood", async () => {
    await start();
    await site.poll(a, rss("A", days(20, "A")));
    site.now += day;
    await site.poll(b, rss("B", days(500, "B")));
    const shown = await titles();
    expect(shown.filter((title) => title.startsWith("B"))).toHaveLength(10);
    expect(shown.filter((title) => title.startsWith("A"))).toHaveLength(10);
  });

  it("a post that comes a week late appears on top", async () => {
    await start();
    await site.poll(a, rss("A", [dated("First", site.now - 20 * day)]));
    site.now += day;
    await site.poll(b, rss("B", [dated("Other", site.now - day)]));
    site.now += day;
    const late = dated("Late", site.now - 7 * day);
    await site.poll(a, rss("A", [late, dated("First", site.now - 22 * day)]));
    expect((await titles())[0]).toBe("Late");
  });

  it("a post from the future does not sit on top, and is dated when it was seen", async () => {
    await start();
    const future = dated("Future", site.now + 30 * day);
    await site.poll(a, rss("A", [future]));
    site.now += day;
    await site.poll(b, rss("B", [dated("Old", site.now - 9 * day)]));
    site.now += day;
    await site.poll(b, rss("B", [dated("News", site.now), dated("Old", site.now - 10 * day)]));
    expect(await titles()).toEqual(["News", "Future", "Old"]);
    expect((await site.get("/atom.xml")).text).toContain("<published>2026-06-01T12:00:00.000Z");
  });

  it("an edit changes the text and the date of the update, not the order", async () => {
    await start();
    const two = dated("Two", site.now - day);
    const one = dated("One", site.now - 2 * day);
    await site.poll(a, rss("A", [two, one]));
    site.now += day;
    await site.poll(a, rss("A", [two, { ...one, content: "Corrected." }]));
    expect(await titles()).toEqual(["Two", "One"]);
    const { text } = await site.get("/atom.xml");
    expect(text).toContain("Corrected.");
    expect(text).toContain("<updated>2026-06-02T12:00:00.000Z</updated>");
  });

  it("an old post that is given a new date does not come back to the top", async () => {
    await start();
    const old = dated("Old", site.now - 5 * day);
    await site.poll(a, rss("A", [dated("New", site.now - day), old]));
    site.now += 10 * day;
    await site.poll(a, rss("A", [dated("Old", site.now), dated("New", site.now - 11 * day)]));
    expect(await titles()).toEqual(["New", "Old"]);
  });

  it("a larger window or a moved archive floods nothing", async () => {
    await start();
    const recent = dated("Recent", site.now - day);
    await site.poll(a, rss("A", [recent]));
    site.now += day;
    const archive = days(50, "Archive").map(({ title }, index) =>
      dated(title, site.now - (400 + index) * day),
    );
    await site.poll(a, rss("A", [recent, ...archive]));
    expect((await titles())[0]).toBe("Recent");
  });
});

describe("limits", () => {
  it("share a feed fairly: what one source may not fill, the others' older posts do", async () => {
    await start("posts: { limit: 10, perSourceLimit: 3, newSourceLimit: 0 }");
    await site.poll(a, rss("A", days(30, "Loud")));
    await site.poll(
      b,
      rss(
        "B",
        days(2, "Quiet").map(({ title }) => dated(title, site.now - 300 * day)),
      ),
    );
    const shown = await titles();
    expect(shown).toEqual(["Loud 30", "Loud 29", "Loud 28", "Quiet 2", "Quiet 1"]);
    expect((await site.get("/posts.txt")).text.match(/Loud/g)?.length).toBeGreaterThan(10);
  });

  it("act on what is stored, both ways", async () => {
    await start();
    await site.poll(a, rss("A", days(30)));
    expect(await titles()).toHaveLength(10);
    await site.reconfigure(`posts: { newSourceLimit: 25 }\nfeeds: [${a}]`);
    expect(await titles()).toHaveLength(25);
    await site.reconfigure(`posts: { newSourceLimit: 5 }\nfeeds: [{ url: ${a}, limit: 3 }]`);
    expect(await titles()).toHaveLength(3);
  });
});

describe("a named output", () => {
  it("has the posts, the title and the length it asks for, in every format", async () => {
    const outputs = `
outputs:
  - { path: security, title: Security news, tags: [sec], drop: [{ title: 'day 3$' }], limit: 2, content: summary }
  - { path: both/parts, sources: ['${b}'] }
`;
    site = await RunningSite.start(`${outputs}\nfeeds: [{ url: ${a}, tags: [sec] }, ${b}]`);
    await site.poll(a, rss("A", days(4)));
    await site.poll(b, rss("B", days(1, "Other")));
    expect(await titles("/security/atom.xml")).toEqual(["Day 4", "Day 2"]);
    const { text } = await site.get("/security/atom.xml");
    expect(text).toContain("<title>Security news</title>");
    expect(text).not.toContain("<content");
    for (const name of ["rss.xml", "feed.json", "posts.txt", "opml.xml", ""]) {
      expect((await site.get(`/security/${name}`)).status).toBe(200);
    }
    expect(await titles("/both/parts/atom.xml")).toEqual(["Other 1"]);
    expect(await titles(`/sources/${idOf(b)}/atom.xml`)).toEqual(["Other 1"]);
  });
});
