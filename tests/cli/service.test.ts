import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

type Status = {
  readonly sources: readonly {
    readonly id: string;
    readonly url: string | null;
    readonly outcome: string | null;
    readonly error: string | null;
    readonly entries: number;
    readonly lastPollAt: string | null;
    readonly nextPollAt: string | null;
  }[];
};

async function statusOf(url: string): Promise<Status> {
  const response = await fetch(`${url}status.json`);
  return (await response.json()) as Status;
}

async function polled(url: string): Promise<Status> {
  const all = async (): Promise<Status | null> => {
    const status = await statusOf(url);
    return status.sources.every(({ outcome }) => outcome !== null) ? status : null;
  };
  return eventually(all, { what: "the first poll of every source" });
}

const open = "poll: { allowPrivateAddresses: true, perHostDelay: 0s, timeout: 2s }";

describe("the service", () => {
  it("publishes what it polls, and stops on SIGTERM with exit code 0", async () => {
    await using site = await FeedSite.start();
    site.put("/feed", rssOf("A blog", [{ id: "one", date: "2026-11-01" }, { id: "two" }]));
    await using workplace = await Workplace.create(`${open}\nfeeds: ['${site.url("/feed")}']\n`);
    const service = await workplace.serve();
    const status = await polled(service.url);
    expect(status.sources).toMatchObject([{ outcome: "updated", entries: 2, error: null }]);
    const atom = await (await fetch(`${service.url}atom.xml`)).text();
    expect(atom.match(/<entry/gu)).toHaveLength(2);
    const stoppedAt = Date.now();
    expect(await service.stop()).toBe(0);
    expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  });

  it("says of each bad feed what is wrong, and publishes the good one", async () => {
    await using site = await FeedSite.start();
    site.put("/good", rssOf("Good", [{ id: "kept" }]));
    site.put("/page", "<!doctype html><title>A page</title><p>Hello", "text/html");
    site.put("/noise", "\u0001\u0002 not a feed at all", "application/octet-stream");
    site.put("/empty", "");
    site.on("/slow", (_, response) => void response.writeHead(200).write("<rss>"));
    site.on("/huge", (_, response) => {
      response.writeHead(200, { "content-length": String(2 ** 30) }).write("<rss>");
    });
    site.on("/cut", (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("<rss><channel>");
      setTimeout(() => response.destroy(), 50);
    });
    const paths = ["good", "page", "noise", "empty", "slow", "huge", "cut", "missing"];
    const feeds = paths.map((name) => `  - ${site.url(`/${name}`)}`).join("\n");
    await using workplace = await Workplace.create(`${open}\nfeeds:\n${feeds}\n`);
    const service = await workplace.serve();
    const { sources } = await polled(service.url);
    expect(sources.map(({ outcome }) => outcome)).toEqual([
      "updated",
      ...paths.slice(1).map(() => "failed"),
    ]);
    for (const { error } of sources.slice(1)) expect(error).toMatch(/^[^\n]{10,300}$/u);
    expect(await (await fetch(`${service.url}posts.txt`)).text()).toContain("Story kept");
    await service.stop();
  });

  it("keeps entries, validators and the feed when a source breaks", async () => {
    await using site = await FeedSite.start();
    site.put("/feed", rssOf("A blog", [{ id: "one" }]));
    await using workplace = await Workplace.create(`${open}\nfeeds: ['${site.url("/feed")}']\n`);
    expect((await workplace.run(["poll", "--all"])).code).toBe(0);
    site.put("/feed", "<html><p>Under maintenance", "text/html");
    const broken = await workplace.run(["poll", "--all"]);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain("failed");
    site.put("/feed", rssOf("A blog", [{ id: "one" }]));
    expect((await workplace.run(["poll", "--all"])).stdout).toContain("unchanged");
    const asked = site.asked("/feed").map((request) => request.headers["if-none-match"]);
    expect(asked[0]).toBeUndefined();
    expect(asked[2]).toBe(asked[1]);
  });

  it("shows within ten seconds what another process polled, and neither polls a source twice", async () => {
    await using site = await FeedSite.start();
    site.put("/feed", rssOf("A blog", [{ id: "one" }]));
    await using workplace = await Workplace.create(`${open}\nfeeds: ['${site.url("/feed")}']\n`);
    const service = await workplace.serve();
    await polled(service.url);
    site.put("/feed", rssOf("A blog", [{ id: "two", title: "Fresh news" }, { id: "one" }]));
    await workplace.run(["poll", "--all"]);
    await eventually(
      async () => {
        const text = await (await fetch(`${service.url}posts.txt`)).text();
        return text.includes("Fresh news") ? text : null;
      },
      { withinMs: 10_000, what: "the post of the other process" },
    );
    expect(site.asked("/feed")).toHaveLength(2);
    await service.stop();
  });

  it("polls nothing early after a restart", async () => {
    await using site = await FeedSite.start();
    site.put("/feed", rssOf("A blog", [{ id: "one" }]));
    await using workplace = await Workplace.create(`${open}\nfeeds: ['${site.url("/feed")}']\n`);
    const first = await workplace.serve();
    await polled(first.url);
    await first.stop();
    const second = await workplace.serve();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(site.asked("/feed")).toHaveLength(1);
    await second.stop();
  });
});

describe("secrets", () => {
  it("stand in no address, log line, error or table", async () => {
    await using site = await FeedSite.start();
    site.put("/feed", rssOf("A blog", [{ id: "one" }]));
    const inUrl = `http://alice:pass-phrase@${site.host}`;
    await using workplace = await Workplace.create(
      `${open}
feeds:
  - url: ${inUrl}/feed
    headers: { Authorization: 'Bearer header-token' }
  - url: http://${site.host}/missing?key=\${SECRET_KEY}
  - url: ${inUrl}/gone
`,
    );
    const env = { SECRET_KEY: "env-secret", LOG_LEVEL: "debug" };
    const poll = await workplace.run(["poll", "--all"], env);
    const check = await workplace.run(["check"], env);
    const opml = await workplace.run(["export"], env);
    const service = await workplace.serve(env);
    await polled(service.url);
    const addresses = [
      "",
      "atom.xml",
      "rss.xml",
      "feed.json",
      "posts.txt",
      "opml.xml",
      "status.json",
    ];
    const bodies = await Promise.all(
      addresses.map(async (name) => (await fetch(service.url + name)).text()),
    );
    await service.stop();
    const outputs = [poll, check, opml].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    const shown = [...outputs, ...bodies, service.log()].join("\n");
    expect(site.requests.length).toBeGreaterThan(3);
    for (const secret of ["alice", "pass-phrase", "header-token", "env-secret"]) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe("a config with mistakes", () => {
  it("stops the start with every problem, its line and exit code 2", async () => {
    await using workplace = await Workplace.create(
      `titel: Wrong key
schedule: */10 * * * *
poll: { minInterval: soon }
feeds:
  - https://blog.example/feed
  - https://blog.example/feed
  - { url: 'ftp://blog.example/' }
`,
    );
    const { code, stderr, stdout } = await workplace.run(["serve"]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    for (const line of [1, 2, 3, 6, 7])
      expect(stderr).toMatch(new RegExp(`feeds\\.yaml:${line}:`, "u"));
    expect(stderr).not.toContain("    at ");
  });

  it("has the bundled example put in its place where there is none", async () => {
    await using workplace = await Workplace.create("");
    const config = path.join(workplace.folder, "new", "feeds.yaml");
    const { code, stdout } = await workplace.run(["export", "--config", config]);
    expect(code).toBe(0);
    expect(stdout).toContain("<opml");
    expect(await readFile(config, "utf8")).toContain("feeds:");
  });
});
