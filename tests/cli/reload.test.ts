import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace, type Service } from "../support/run-feedloom.ts";

const open = "poll: { allowPrivateAddresses: true, perHostDelay: 0s }";

async function read(service: Service, name: string): Promise<string> {
  return (await fetch(service.url + name)).text();
}

/** DESIGN section 5: a good edit applies within ten seconds. */
async function showsWithin10s(
  service: Service,
  name: string,
  isThere: (body: string) => boolean,
): Promise<void> {
  const look = async (): Promise<true | null> => (isThere(await read(service, name)) ? true : null);
  await eventually(look, { withinMs: 10_000, what: `the edit at /${name}` });
}

describe("an edit of the config while the service runs", () => {
  it("adds, renames and removes feeds, and brings a removed one back with its posts", async () => {
    await using site = await FeedSite.start();
    site.put("/a", rssOf("Blog A", [{ id: "a1" }]));
    site.put("/b", rssOf("Blog B", [{ id: "b1" }]));
    const config = (feeds: string): string => `${open}\ntitle: First\nfeeds:\n${feeds}`;
    await using workplace = await Workplace.create(config(`  - ${site.url("/a")}\n`));
    const service = await workplace.serve();
    await showsWithin10s(service, "posts.txt", (body) => body.includes("Story a1"));

    await workplace.writeConfig(config(`  - ${site.url("/a")}\n  - ${site.url("/b")}\n`));
    await showsWithin10s(service, "posts.txt", (body) => body.includes("Story b1"));

    const renamed = config(`  - { url: '${site.url("/b")}', name: Renamed, tags: [new] }\n`);
    const draft = path.join(workplace.folder, "feeds.yaml.new");
    await writeFile(draft, renamed);
    await rename(draft, path.join(workplace.folder, "feeds.yaml"));
    await showsWithin10s(service, "atom.xml", (body) => body.includes("Renamed"));
    expect(await read(service, "posts.txt")).not.toContain("Story a1");
    expect(await read(service, "tags/new/posts.txt")).toContain("Story b1");

    await workplace.writeConfig(config(`  - ${site.url("/a")}\n  - ${site.url("/b")}\n`));
    await showsWithin10s(service, "posts.txt", (body) => body.includes("Story a1"));
    expect(site.asked("/a")).toHaveLength(1);
    expect(await service.stop()).toBe(0);
  });

  it("changes nothing and is logged with its lines when it has mistakes", async () => {
    await using site = await FeedSite.start();
    site.put("/a", rssOf("Blog A", [{ id: "a1" }]));
    await using workplace = await Workplace.create(`${open}\nfeeds: ['${site.url("/a")}']\n`);
    const service = await workplace.serve();
    await showsWithin10s(service, "posts.txt", (body) => body.includes("Story a1"));
    await workplace.writeConfig(`${open}\nfeeds: ['${site.url("/a")}']\nsummryWords: 3\n`);
    await eventually(async () => (service.log().includes("feeds.yaml:3") ? true : null), {
      withinMs: 10_000,
      what: "the line of the mistake in the log",
    });
    expect(await read(service, "posts.txt")).toContain("Story a1");
    await service.stop();
  });

  it("acts on stored posts: rules and summary length, both ways", async () => {
    await using site = await FeedSite.start();
    const html = `<p>${"One two three four five. ".repeat(20)}</p><p>${"Six seven. ".repeat(60)}</p>`;
    site.put(
      "/a",
      rssOf("Blog A", [
        { id: "a1", title: "Keep me", html },
        { id: "a2", title: "Advert" },
      ]),
    );
    const feeds = `feeds: ['${site.url("/a")}']\n`;
    await using workplace = await Workplace.create(`${open}\n${feeds}`);
    const service = await workplace.serve();
    await showsWithin10s(service, "posts.txt", (body) => body.includes("Advert"));
    const whole = await read(service, "posts.txt");
    await workplace.writeConfig(
      `${open}\nposts: { summaryWords: 5 }\ndrop: [{ title: advert }]\n${feeds}`,
    );
    await showsWithin10s(service, "posts.txt", (body) => !body.includes("Advert"));
    expect((await read(service, "posts.txt")).length).toBeLessThan(whole.length);
    await workplace.writeConfig(`${open}\n${feeds}`);
    await showsWithin10s(service, "posts.txt", (body) => body === whole);
    expect(site.asked("/a")).toHaveLength(1);
    await service.stop();
  });
});

it("a config that was emptied is logged, and the running one stays", async () => {
  await using site = await FeedSite.start();
  site.put("/a", rssOf("Blog A", [{ id: "a1" }]));
  await using workplace = await Workplace.create(`${open}\nfeeds: ['${site.url("/a")}']\n`);
  const service = await workplace.serve();
  await showsWithin10s(service, "posts.txt", (body) => body.includes("Story a1"));
  await workplace.writeConfig("");
  const isTold = (): true | null =>
    service.log().includes("feeds.yaml:1: this file is empty") ? true : null;
  await eventually(async () => isTold(), { withinMs: 20_000, what: "the empty file in the log" });
  expect(await read(service, "posts.txt")).toContain("Story a1");
  expect(await service.stop()).toBe(0);
});
