import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { FeedSite, rssOf, type Story } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";

const day = 86_400_000;

/** Newest first. */
function stories(count: number): readonly Story[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `s${count - index}`,
    date: new Date(Date.UTC(2026, 0, 1) - index * day).toISOString(),
  }));
}

async function polledPlace(site: FeedSite, more = ""): Promise<Workplace> {
  site.put("/feed.xml", rssOf("News", stories(130)));
  const workplace = await Workplace.create(configOf(site, more));
  expect((await workplace.run(["poll"])).code).toBe(0);
  return workplace;
}

function configOf(site: FeedSite, more: string): string {
  return `
title: Planet
url: https://planet.example/base/
posts: { limit: 50, perPage: 40, newSourceLimit: 0 }
poll: { allowPrivateAddresses: ["${site.host}"] }
outputs: [{ path: team/short, limit: 3, content: summary }]
feeds: [{ url: "${site.url("/feed.xml")}", tags: [C++, a/b, ".."] }]
${more}`;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

function read(folder: string, name: string): Promise<string> {
  return readFile(path.join(folder, name), "utf8");
}

it("build writes what the server would send, under names any web server finds", async () => {
  await using site = await FeedSite.start();
  await using workplace = await polledPlace(site);
  const folder = path.join(workplace.folder, "public");
  const built = await workplace.run(["build", folder]);
  expect([built.code, built.stderr]).toEqual([
    0,
    "tags/../ cannot be a folder and is left out; rename the tag.\n",
  ]);
  const files = await filesIn(folder);
  for (const name of [
    ".htaccess",
    ".nojekyll",
    "README.txt",
    "archive/1/atom.xml",
    "archive/2/atom.xml",
    "archive/tags/c++/1/atom.xml",
    "atom.xml",
    "feed.json",
    "index.html",
    "opml.xml",
    "page-2.html",
    "page-4.html",
    "posts-4.txt",
    "posts.txt",
    "rss.xml",
    "status.json",
    "status.xml",
    "tags/a/b/atom.xml",
    "tags/c++/atom-3.xml",
    "tags/c++/index.html",
    "team/short/atom.xml",
  ]) {
    expect(files).toContain(name);
  }
  expect(files).not.toContain("page-5.html");
  expect(files).not.toContain("team/short/atom-2.xml");

  await using service = await serving(workplace);
  for (const name of ["rss.xml", "feed.json", "posts.txt", "opml.xml", "team/short/atom.xml"]) {
    const served = await (await fetch(service.url + name)).text();
    expect([name, await read(folder, name)]).toEqual([name, served]);
  }
  const archive = await (await fetch(`${service.url}archive/1/atom.xml`)).text();
  expect(await read(folder, "archive/1/atom.xml")).toBe(archive);
});

/** The running service over the same data. */
async function serving(workplace: Workplace) {
  const service = await workplace.serve();
  return { url: service.url, [Symbol.asyncDispose]: async () => void (await service.stop()) };
}

it("pages of a built site lead to each other as files", async () => {
  await using site = await FeedSite.start();
  await using workplace = await polledPlace(site);
  const folder = path.join(workplace.folder, "public");
  await workplace.run(["build", folder]);
  expect(await read(folder, "index.html")).toContain('href="page-2.html"');
  const second = await read(folder, "page-2.html");
  expect(second).toContain('<a rel="prev" href="./">');
  expect(second).toContain('<a rel="next" href="page-3.html">');
  const feed = await read(folder, "tags/c++/atom-2.xml");
  const base = "https://planet.example/base/tags/c%2B%2B";
  expect(feed).toContain(`<link rel="next" href="${base}/atom-3.xml"/>`);
  expect(feed).toContain(`<link rel="previous" href="${base}/atom.xml"/>`);
  expect(feed).toContain(`<link rel="self" href="${base}/atom-2.xml"/>`);
});

it("a second build leaves unchanged files alone and takes away only what builds have made", async () => {
  await using site = await FeedSite.start();
  await using workplace = await polledPlace(site);
  const folder = path.join(workplace.folder, "public");
  await workplace.run(["build", folder]);
  const long = new Date("2026-01-01T00:00:00Z");
  const files = await filesIn(folder);
  for (const name of files) await utimes(path.join(folder, name), long, long);
  await writeFile(path.join(folder, "CNAME"), "planet.example\n");
  await writeFile(path.join(folder, "tags/c++/rss.xml"), "edited by hand");
  await workplace.writeConfig(configOf(site, "").replace("tags: [C++, ", "tags: ["));
  const again = await workplace.run(["build", folder]);
  expect(again.stdout).toMatch(/\d+ written, \d+ unchanged, \d+ removed\.\n$/);
  expect((await stat(path.join(folder, "archive/1/atom.xml"))).mtime).toEqual(long);
  expect((await stat(path.join(folder, "atom.xml"))).mtime).toEqual(long);
  const left = await filesIn(folder);
  expect(left.filter((name) => name.includes("c++"))).toEqual(["tags/c++/rss.xml"]);
  expect(left).toContain("CNAME");
  expect(left).not.toContain(".feedloom-build.tmp");
  const third = await workplace.run(["build", folder]);
  expect(third.stdout).toMatch(/: 0 written, \d+ unchanged, 0 removed\.\n$/);
});

it("build does not overwrite somebody else's file, and needs the public address and one folder", async () => {
  await using site = await FeedSite.start();
  await using workplace = await polledPlace(site);
  const folder = path.join(workplace.folder, "www");
  await mkdir(folder);
  await writeFile(path.join(folder, "index.html"), "<h1>My site</h1>");
  const refused = await workplace.run(["build", folder]);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    `${path.join(folder, "index.html")} was not made by a build; move it away, or name another folder.\n`,
  ]);
  expect(await read(folder, "index.html")).toBe("<h1>My site</h1>");

  await workplace.writeConfig("feeds: []");
  const homeless = await workplace.run(["build", folder]);
  expect([homeless.code, homeless.stderr]).toEqual([2, expect.stringMatching(/^Set url in .*\n$/)]);
  expect((await workplace.run(["build"])).code).toBe(2);
});

it("a source that was disabled and is back is built with its posts, and explained truly before", async () => {
  await using site = await FeedSite.start();
  await using workplace = await polledPlace(site);
  const config = configOf(site, "");
  const disabled = config.replace("tags: [C++", "enabled: false, tags: [C++");
  await workplace.writeConfig(disabled);
  await workplace.run(["poll"]);
  const hidden = await workplace.run(["explain", "https://blog.example/s130"]);
  expect(hidden.stdout).toContain("Its sources are disabled or not in the config.");
  await workplace.writeConfig(config);
  const { stdout } = await workplace.run(["explain", "https://blog.example/s130"]);
  expect(stdout).toContain("Its source came back into the config");
  const folder = path.join(workplace.folder, "public");
  await workplace.run(["build", folder]);
  expect(await read(folder, "atom.xml")).toContain("Story s130");
});

it("a site without posts is built, too", async () => {
  await using workplace = await Workplace.create("url: https://planet.example/\nfeeds: []");
  const folder = path.join(workplace.folder, "public");
  expect((await workplace.run(["build", folder])).code).toBe(0);
  expect(await read(folder, "posts.txt")).toBe("No posts yet: no feed is in the config.");
});

const checker = sharedPath("tools", "validate", "check-rng");

it.runIf(checker !== null && spawnSync("jing").error === undefined)(
  "the validators find no error in built feeds, archives and pages",
  async () => {
    await using site = await FeedSite.start();
    await using workplace = await polledPlace(site);
    const folder = path.join(workplace.folder, "public");
    await workplace.run(["build", folder]);
    const names = ["tags/c++/atom.xml", "tags/c++/atom-2.xml", "archive/1/atom.xml", "status.xml"];
    const files = names.map((name) => path.join(folder, name));
    const run = spawnSync(checker ?? "", files, { encoding: "utf8" });
    expect([run.status, run.stdout.includes("RNG")]).toEqual([0, false]);
  },
);
