import { afterAll, beforeAll, expect, test } from "vitest";
import { HostileOrigin } from "../origin/hostile-origin.ts";
import { eventually, Workplace, type Service } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";

const folder = sharedPath("origin");
if (folder === null)
  process.stdout.write("the hostile origin is not there: its hub is not tried\n");

const paths = [
  "/websub",
  "/websub-body",
  "/websub-rss",
  "/websub-priority",
  "/websub-redirect-hub",
  "/websub-private-hub",
];
let origin: HostileOrigin;
let workplace: Workplace;
let service: Service;

beforeAll(async () => {
  if (folder === null) return;
  origin = await HostileOrigin.start({ folder, scale: 0.01, hosts: 1 });
  workplace = await Workplace.create(`
schedule: '* * * * * *'
poll:
  webSub: true
  perHostDelay: 100ms
  allowPrivateAddresses: ${JSON.stringify(origin.allowedHosts)}
feeds: ${JSON.stringify(paths.map(address))}
`);
  service = await workplace.serve();
});

afterAll(async () => {
  if (folder === null) return;
  await service.stop();
  await workplace[Symbol.asyncDispose]();
  await origin[Symbol.asyncDispose]();
});

function address(path: string): string {
  return `http://127.0.0.1:${origin.port}${path}`;
}

async function control(path: string): Promise<unknown> {
  return (await fetch(address(path), { method: "POST" })).json();
}

async function entryCount(): Promise<number> {
  const feed = await (await fetch(new URL("feed.json", service.url))).json();
  return (feed as { items: unknown[] }).items.length;
}

test.skipIf(folder === null)("subscribes at every hub it may use, and at no other", async () => {
  const topics = await eventually(async () => {
    const subscriptions = (await (await fetch(address("/_subs"))).json()) as { topic: string }[];
    return subscriptions.length >= 5 ? subscriptions.map(({ topic }) => topic) : null;
  });
  expect(topics.toSorted()).toEqual(paths.slice(0, 5).map(address).toSorted());
});

test.skipIf(folder === null)("an entry published there is here within two seconds", async () => {
  const tookMs: number[] = [];
  for (const mode of ["good", "sha1", "sha384", "sha512", "twice"]) {
    const before = await entryCount();
    const publishedAt = Date.now();
    expect(await control(`/_publish?topic=/websub&mode=${mode}`)).toContain(202);
    await eventually(async () => ((await entryCount()) > before ? true : null), { what: mode });
    tookMs.push(Date.now() - publishedAt);
  }
  process.stdout.write(`published there, shown here: ${tookMs.join(", ")} ms\n`);
  expect(Math.min(...tookMs)).toBeLessThan(2_000);
});

test.skipIf(folder === null)(
  "forged deliveries and unasked verifications change nothing",
  async () => {
    for (const mode of ["bad-sig", "no-sig", "html", "huge"]) {
      await control(`/_publish?topic=/websub-body&mode=${mode}`);
    }
    expect(await control(`/_verify?topic=${encodeURIComponent(address("/both"))}`)).not.toContain(
      true,
    );
    expect(await control(`/_verify?mode=unsubscribe`)).not.toContain(true);
    expect(await control("/_publish?topic=/websub-rss&mode=good")).toEqual([202]);
    const atom = await eventually(async () => {
      const text = await (await fetch(new URL("atom.xml", service.url))).text();
      return text.includes("websub-rss") ? text : null;
    });
    expect(atom).not.toContain("FORGED");
  },
);

test.skipIf(folder === null)("the judge finds no fault with the subscriber", () => {
  const verdicts = new Map(origin.score().map(({ id, verdict }) => [id, verdict]));
  const rules = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W12"];
  expect(rules.map((id) => [id, verdicts.get(id)])).toEqual(rules.map((id) => [id, "PASS"]));
  expect([...verdicts.values()]).not.toContain("FAIL");
});
