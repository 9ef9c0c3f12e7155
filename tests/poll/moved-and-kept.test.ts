import { readFile, stat, symlink, writeFile, rename } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FeedSite, rssOf, type Story } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

const open =
  "poll: { allowPrivateAddresses: true, perHostDelay: 0s }\nurl: https://planet.example/";

function stories(...ids: readonly string[]): readonly Story[] {
  return ids.map((id) => ({ id }));
}

function moveTo(site: FeedSite, from: string, to: string): void {
  site.on(from, (_, response) => response.writeHead(301, { location: to }).end());
}

function configOf(...feeds: readonly string[]): string {
  return `${open}\nfeeds:\n${feeds.map((feed) => `  - ${feed}\n`).join("")}`;
}

/** The titles of the merged feed, as a built site has them. */
async function shownIn(workplace: Workplace): Promise<readonly string[]> {
  const folder = path.join(workplace.folder, "public");
  expect((await workplace.run(["build", folder])).code).toBe(0);
  const atom = await readFile(path.join(folder, "atom.xml"), "utf8");
  return Array.from(atom.matchAll(/Story (\w+)/g), ([, id]) => id ?? "");
}

function configFile(workplace: Workplace): string {
  return path.join(workplace.folder, "feeds.yaml");
}

describe("an address that check --apply writes keeps the posts of its source", () => {
  it("where it holds userinfo, which no redirect says", async () => {
    await using site = await FeedSite.start();
    site.put("/new", rssOf("Moved", stories("two", "one")));
    moveTo(site, "/old", "/new");
    const user = site.url("/old").replace("http://", "http://ada:pass@");
    await using workplace = await Workplace.create(configOf(user));
    await workplace.run(["poll"]);
    site.put("/new", rssOf("Moved", stories("three")));
    await workplace.run(["check", "--apply"]);
    expect(await readFile(configFile(workplace), "utf8")).toContain("ada:pass@");
    await workplace.run(["poll", "--all"]);
    expect(new Set(await shownIn(workplace))).toEqual(new Set(["one", "two", "three"]));
  });

  it("where no poll saw the move before, and where the source moved on since", async () => {
    await using site = await FeedSite.start();
    site.put("/first", rssOf("Moved", stories("one")));
    await using workplace = await Workplace.create(configOf(site.url("/first")));
    await workplace.run(["poll"]);
    for (const [from, to] of [
      ["/first", "/second"],
      ["/second", "/third"],
    ] as const) {
      site.put(to, rssOf("Moved", stories(`at${to.slice(1)}`)));
      moveTo(site, from, to);
      if (to === "/second") await workplace.run(["poll", "--all"]);
    }
    await workplace.run(["check", "--apply"]);
    expect(await readFile(configFile(workplace), "utf8")).toContain("/third");
    await workplace.run(["poll", "--all"]);
    const all = new Set(["one", "atsecond", "atthird"]);
    expect(new Set(await shownIn(workplace))).toEqual(all);
  });

  it("where the old address answers no more, and only the database knows the new one", async () => {
    await using site = await FeedSite.start();
    site.put("/new", rssOf("Moved", stories("one")));
    moveTo(site, "/old", "/new");
    await using workplace = await Workplace.create(configOf(site.url("/old")));
    await workplace.run(["poll"]);
    site.on("/old", (_, response) => response.writeHead(404).end());
    const tried = await workplace.run(["check"]);
    expect([tried.code, tried.stdout]).toEqual([
      0,
      expect.stringContaining(`moved to ${site.url("/new")}`),
    ]);
    await workplace.run(["check", "--apply"]);
    expect(await readFile(configFile(workplace), "utf8")).toBe(configOf(site.url("/new")));
    expect(await shownIn(workplace)).toEqual(["one"]);
  });
});

describe("check --apply leaves a config that loads", () => {
  it("also where the new address is listed in another spelling", async () => {
    await using site = await FeedSite.start();
    site.put("/b", rssOf("B", stories("one")));
    moveTo(site, "/a", "/b");
    const before = configOf(site.url("/a"), `HTTP://${site.host}/b#top`);
    await using workplace = await Workplace.create(before);
    const { stdout } = await workplace.run(["check", "--apply"]);
    expect(stdout).toContain("which the config lists already");
    expect(await readFile(configFile(workplace), "utf8")).toBe(before);
  });

  it("and its mode, and the link that leads to it", async () => {
    await using site = await FeedSite.start();
    site.put("/b", rssOf("B", stories("one")));
    moveTo(site, "/a", "/b");
    await using workplace = await Workplace.create("");
    const real = path.join(workplace.folder, "real.yaml");
    await writeFile(real, configOf(site.url("/a")), { mode: 0o600 });
    await symlink("real.yaml", path.join(workplace.folder, "link"));
    await rename(path.join(workplace.folder, "link"), configFile(workplace));
    await workplace.run(["check", "--apply"]);
    expect(await readFile(real, "utf8")).toBe(configOf(site.url("/b")));
    expect((await stat(real)).mode & 0o777).toBe(0o600);
  });
});

it("headers that tell who asks do not go to another server by check --apply", async () => {
  await using site = await FeedSite.start();
  await using other = await FeedSite.start();
  other.put("/b", rssOf("B", stories("one")));
  moveTo(site, "/secret", other.url("/b"));
  moveTo(site, "/open", other.url("/b2"));
  other.put("/b2", rssOf("B2", stories("two")));
  const secret = `{ url: "${site.url("/secret")}", headers: { Authorization: Bearer abc } }`;
  const harmless = `{ url: "${site.url("/open")}", headers: { Accept-Language: de } }`;
  await using workplace = await Workplace.create(configOf(secret, harmless));
  const { stdout } = await workplace.run(["check", "--apply"]);
  expect(stdout).toContain("its headers tell who asks, and would go to another server");
  const after = await readFile(configFile(workplace), "utf8");
  expect(after).toContain(secret);
  expect(after).toContain(other.url("/b2"));
});
