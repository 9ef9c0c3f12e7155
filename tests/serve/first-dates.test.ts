import { afterEach, describe, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { rss } from "./sample-documents.ts";

const a = "https://a.example/feed";
const day = 86_400_000;
const firstSeen = "2026-06-01T12:00:00.000Z";

let site: RunningSite;
afterEach(() => site.stop());

async function start(futureDates = "clamp"): Promise<void> {
  site = await RunningSite.start(`feeds: [{ url: ${a}, futureDates: ${futureDates} }]`);
}

type Dates = { readonly published?: string; readonly updated?: string };

function atom(text: string, { published, updated }: Dates): string {
  const dates = [
    published === undefined ? "" : `<published>${published}</published>`,
    updated === undefined ? "" : `<updated>${updated}</updated>`,
  ];
  return `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>A</title><entry><id>urn:a:1</id><title>Post</title>${dates.join("")}<content>${text}</content></entry></feed>`;
}

async function publishedAfter(edits: readonly Dates[]): Promise<readonly (string | undefined)[]> {
  const shown: (string | undefined)[] = [];
  for (const [index, dates] of edits.entries()) {
    await site.poll(a, atom(`Text ${index}.`, dates));
    // Longer than changes may share one rendering.
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const { text } = await site.get("/atom.xml");
    expect(text).toContain(`Text ${index}.`);
    shown.push(/<published>([^<]*)/.exec(text)?.[1]);
    site.now += 8 * day;
  }
  return shown;
}

describe("the date an entry came with stays", () => {
  const old = "2026-01-01T00:00:00.000Z";

  it("where an edit moves its only date, that of its update", async () => {
    await start();
    const edits = [{ updated: old }, { updated: "2026-06-09T00:00:00Z" }];
    expect(await publishedAfter(edits)).toEqual([old, old]);
    expect((await site.get("/posts.txt")).text).toContain("January 1, 2026");
    expect((await site.get("/atom.xml")).text).toContain("<updated>2026-06-09T00:00:00.000Z");
  });

  it("where an edit gives it a later date of publication, or takes the date away", async () => {
    await start();
    expect(
      await publishedAfter([{ published: old }, { published: "2026-06-09T00:00:00Z" }, {}]),
    ).toEqual([old, old, old]);
  });

  it("where future dates are kept", async () => {
    await start("keep");
    const edits = [{ published: old }, { published: "2027-01-01T00:00:00Z" }];
    expect(await publishedAfter(edits)).toEqual([old, old]);
  });

  it("where it had none: it was published when it was first seen", async () => {
    await start();
    expect(await publishedAfter([{}, { published: old }])).toEqual([firstSeen, firstSeen]);
  });
});

it("a post that waited for its date is dated with it", async () => {
  await start("skip");
  const date = new Date(Date.now() - day);
  site.now = date.getTime() - 10 * day;
  await site.poll(a, rss("A", [{ title: "Planned", date: date.toUTCString() }]));
  const stated = new Date(Math.floor(date.getTime() / 1_000) * 1_000).toISOString();
  expect((await site.get("/atom.xml")).text).toContain(`<published>${stated}</published>`);
});

it("a feed that dates everything by the moment it is fetched changes no byte", async () => {
  await start();
  const answers: unknown[] = [];
  for (let poll = 0; poll < 3; poll += 1) {
    const at = new Date(site.now).toISOString();
    await site.poll(a, atom("The same.", { published: at, updated: at }));
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const { headers, text } = await site.get("/atom.xml");
    answers.push([headers.etag, headers["last-modified"], text]);
    site.now += day;
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

it("a feed that says at every fetch that it is updated changes no byte either", async () => {
  await start();
  const documentAt = (ms: number, text: string): string =>
    atom(text, {}).replace("<entry>", `<updated>${new Date(ms).toISOString()}</updated><entry>`);
  const feeds: string[] = [];
  for (const text of ["One.", "One.", "One.", "Two."]) {
    await site.poll(a, documentAt(site.now - 1_000, text));
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    feeds.push((await site.get("/atom.xml")).text);
    site.now += day;
  }
  expect(feeds.slice(1, 3)).toEqual([feeds[0], feeds[0]]);
  expect(feeds[3]).toContain("<updated>2026-06-04T11:59:59.000Z</updated>");
});
