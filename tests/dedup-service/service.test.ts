import { describe, expect, it } from "vitest";
import { FeedSite } from "../support/feed-site.ts";
import { eventually, Workplace, type Service } from "../support/run-feedloom.ts";
import { feedOf, wordsOf, type Article } from "./articles.ts";

function bridge(site: string): Article {
  const url = `https://${site}.example/bridge`;
  const text = wordsOf("bridge", 60);
  return { title: "A bridge over the river", url, at: Date.UTC(2026, 4, 31), text };
}

const ferry: Article = {
  title: "Advert: the ferry",
  url: "https://blog.example/ferry",
  at: Date.UTC(2026, 4, 30),
  text: wordsOf("ferry", 40),
};

async function twoFeeds(): Promise<FeedSite> {
  const site = await FeedSite.start();
  site.put("/blog", feedOf("Blog", [bridge("blog"), ferry]));
  site.put("/news", feedOf("News", [bridge("news")]));
  return site;
}

function configOf(site: FeedSite, settings = ""): string {
  return `poll: { allowPrivateAddresses: true, perHostDelay: 0s }
drop: [{ title: ^advert }]
${settings}
feeds:
  - ${site.url("/blog")}
  - ${site.url("/news")}
`;
}

async function showsPosts(service: Service, count: number): Promise<void> {
  const look = async (): Promise<true | null> => {
    const atom = await (await fetch(`${service.url}atom.xml`)).text();
    return (atom.match(/<entry/g)?.length ?? 0) === count ? true : null;
  };
  await eventually(look, { withinMs: 15_000, what: `${count} posts` });
}

describe("an edit of dedup", () => {
  it("acts on stored posts while the service runs, and at its start", async () => {
    await using site = await twoFeeds();
    const never = `dedup: { never: [['${site.url("/blog")}', 'https://news.example/bridge']] }`;
    await using workplace = await Workplace.create(configOf(site));
    await workplace.run(["poll", "--all"]);
    const service = await workplace.serve();
    await showsPosts(service, 1);
    await workplace.writeConfig(configOf(site, never));
    await showsPosts(service, 2);
    await workplace.writeConfig(configOf(site));
    await showsPosts(service, 1);
    expect(await service.stop()).toBe(0);

    await workplace.writeConfig(configOf(site, "dedup: { enabled: false }"));
    const again = await workplace.serve();
    await showsPosts(again, 2);
    await again.stop();
    expect(site.asked("/blog")).toHaveLength(1);
  });
});

describe("explain", () => {
  it("tells why an article is shown, dropped, or unknown", async () => {
    await using site = await twoFeeds();
    await using workplace = await Workplace.create(configOf(site));
    await workplace.run(["poll", "--all"]);

    const shown = await workplace.run(["explain", "http://www.blog.example/bridge/?utm_source=x"]);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^Shown: A bridge over the river\n {2}Number 1 of \/atom\.xml/);
    expect(shown.stdout).toContain("joined: same-text: titles equal");
    expect(shown.stdout.split("\n").length).toBeLessThan(25);

    const dropped = await workplace.run(["explain", ferry.url]);
    expect(dropped.stdout).toMatch(/^Not shown: Advert: the ferry/);
    expect(dropped.stdout).toContain("dropped by a rule of the config (drop)");

    const unknown = await workplace.run(["explain", "https://nowhere.example/"]);
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toBe("https://nowhere.example/ is in no feed that was polled.\n");
    expect((await workplace.run(["explain"])).code).toBe(2);
  });

  it("gives programs the same as JSON", async () => {
    await using site = await twoFeeds();
    await using workplace = await Workplace.create(configOf(site));
    await workplace.run(["poll", "--all"]);
    const { stdout } = await workplace.run(["explain", "--json", "https://news.example/bridge"]);
    const { articles } = JSON.parse(stdout) as { articles: readonly unknown[] };
    expect(articles).toMatchObject([
      {
        isShown: true,
        entries: [
          { reason: "first", identityFrom: "guid" },
          { reason: "same-text", url: "https://news.example/bridge" },
        ],
        refused: [],
      },
    ]);
  });
});
