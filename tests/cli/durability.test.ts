import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

const open = "poll: { allowPrivateAddresses: true, perHostDelay: 0s, timeout: 5s }";

function bigFeed(name: string, count: number): string {
  const stories = Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index}`,
    title: `${name} number ${index}`,
    html: `<p>${`Words of ${name} ${index}. `.repeat(60)}</p>`,
  }));
  return rssOf(name, stories);
}

describe("a poll killed in the middle", () => {
  it("loses no entry and doubles none when it is repeated", async () => {
    await using site = await FeedSite.start();
    const names = ["north", "south", "east", "west"];
    for (const name of names) site.put(`/${name}`, bigFeed(name, 400));
    const feeds = names.map((name) => `  - ${site.url(`/${name}`)}`).join("\n");
    await using workplace = await Workplace.create(`${open}\nfeeds:\n${feeds}\n`);
    for (let kill = 0; kill < 20; kill++) {
      const before = site.requests.length;
      const child = workplace.spawn(["poll", "--all"]);
      const closed = once(child, "close");
      await eventually(async () => (site.requests.length > before ? true : null), {
        what: "the first request of the poll",
      });
      await new Promise((resolve) => setTimeout(resolve, kill * 25));
      child.kill("SIGKILL");
      await closed;
    }
    expect((await workplace.run(["poll", "--all"])).code).toBe(0);
    const store = new DatabaseSync(path.join(workplace.folder, "data", "feedloom.db"));
    const count = (sql: string): unknown => Object.values(store.prepare(sql).get() ?? {})[0];
    expect(count("SELECT count(*) FROM entry")).toBe(1_600);
    expect(count("SELECT count(*) FROM post")).toBe(1_600);
    expect(count("SELECT count(*) FROM post_entry")).toBe(1_600);
    expect(count("PRAGMA integrity_check")).toBe("ok");
    store.close();
  }, 120_000);
});

/** Mounts a file system of 4 MB, which only root may; null where it cannot be had. */
function smallDisk(folder: string): string | null {
  const disk = path.join(folder, "disk");
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], { stdio: "ignore" });
    return disk;
  } catch {
    process.stdout.write("no small disk can be mounted here (not root); its test is skipped\n");
    return null;
  }
}

describe("a full disk", () => {
  it("fails the poll with a sentence, not the service, which recovers", async (context) => {
    await using site = await FeedSite.start();
    site.put("/small", rssOf("Small", [{ id: "there" }]));
    site.put("/big", bigFeed("big", 2_000));
    // The publisher whose answer could not be saved is asked again after minInterval.
    const quick = open.replace("{", "{ minInterval: 3s,");
    await using workplace = await Workplace.create(
      `${quick}\nschedule: '* * * * * *'\nfeeds: ['${site.url("/small")}', '${site.url("/big")}']\n`,
    );
    const disk = smallDisk(workplace.folder);
    if (disk === null) {
      context.skip();
      return;
    }
    try {
      const service = await workplace.serve({ FEEDLOOM_DATA: disk });
      const sentence = /"error":"[^"]*(?:disk|space|full)[^"]*"/iu;
      await eventually(async () => (sentence.test(service.log()) ? true : null), {
        what: "the sentence on the full disk",
      });
      expect((await fetch(`${service.url}healthz`)).status).toBe(200);
      expect((await fetch(`${service.url}atom.xml`)).status).toBe(200);
      execFileSync("mount", ["-o", "remount,size=64m", disk]);
      const big = async (): Promise<true | null> => {
        const opml = (await (await fetch(`${service.url}status.json`)).json()) as {
          sources: { entries: number }[];
        };
        return opml.sources[1]?.entries === 2_000 ? true : null;
      };
      await eventually(big, { what: "the poll after the disk has room", withinMs: 60_000 });
      expect(await service.stop()).toBe(0);
    } finally {
      execFileSync("umount", ["-l", disk]);
    }
  }, 120_000);
});
