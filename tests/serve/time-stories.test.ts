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

  it("a post from the future is not news again on the day it is dated", async () => {
    await start();
    const future = dated("Future", site.now + 30 * day);
    await site.poll(a, rss("A", [future]));
    for (let week = 1; week <= 5; week++) {
      site.now += 7 * day;
      await site.poll(a, rss("A", [future]));
      await site.poll(b, rss("B", [dated(`Week ${week}`, site.now - day)]));
    }
    expect(await titles()).toEqual(["Week 5", "Week 4", "Week 3", "Week 2", "Week 1", "Future"]);
  });

  it("a post without a date, or with an impossible one, stays where it was first seen", async () => {
    await start();
    const undated = [{ title: "Undated" }, { title: "Impossible", date: "32 Foo 2026 99:99" }];
    await site.poll(a, rss("A", undated));
    const seen = new Date(site.now).toISOString();
    site.now += day;
    await site.poll(b, rss("B", [dated("Later", site.now - 3_600_000)]));
    site.now += day;
    await site.poll(a, rss("A", [...undated, dated("Newest", site.now)]));
    expect(await titles()).toEqual(["Newest", "Later", "Undated", "Impossible"]);
    const { text } = await site.get("/atom.xml");
    expect(text.split(`<published>${seen}</published>`)).toHaveLength(3);
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

  it("of one source leave its newest posts, and its room to the older ones of others", async () => {
    site = await RunningSite.start(
      `posts: { limit: 6, newSourceLimit: 0 }\nfeeds: [{ url: ${a}, limit: 2 }, ${b}]`,
    );
    const loud = days(20, "Loud");
    await site.poll(a, rss("A", loud));
    const quiet = days(20, "Quiet").map(({ title }, index) =>
      dated(title, site.now - (300 + index) * day),
    );
    await site.poll(b, rss("B", quiet));
    const others = ["Quiet 20", "Quiet 19", "Quiet 18", "Quiet 17"];
    expect(await titles()).toEqual(["Loud 20", "Loud 19", ...others]);
    site.now += day;
    await site.poll(a, rss("A", [dated("Louder", site.now), ...loud]));
    expect(await titles()).toEqual(["Louder", "Loud 20", ...others]);
  });

  it("on newcomers count their first poll only: whatever comes later is shown", async () => {
    await start("posts: { newSourceLimit: 2 }");
    const first = days(5, "First");
    await site.poll(a, rss("A", first));
    site.now += day;
    const later = Array.from({ length: 5 }, (_, index) =>
      dated(`Later ${5 - index}`, site.now - index * 3_600_000),
    );
    await site.poll(a, rss("A", [...later, ...first]));
    const shown = ["Later 5", "Later 4", "Later 3", "Later 2", "Later 1", "First 5", "First 4"];
    expect(await titles()).toEqual(shown);
  });

  it("on newcomers count what the rules leave, however far down it stands", async () => {
    site = await RunningSite.start(
      `posts: { newSourceLimit: 1 }\nfeeds: [{ url: ${a}, keep: [{ title: rare }] }]`,
    );
    const plain = days(120);
    await site.poll(a, rss("A", [...plain.slice(0, 70), dated("Rare", 0), ...plain.slice(70)]));
    expect(await titles()).toEqual(["Rare"]);
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
