import { expect, test } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";
import { setUp, shown, shows, subscribed, waitMs } from "./set-up.ts";
import { SmallHub } from "./small-hub.ts";

test("a signed delivery is in the merged feed within two seconds, and nothing that was there is gone", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack);
  await subscribed(hub);
  expect(hub.verified[0]).toEqual({ status: 200, isEchoed: true });
  const tookMs: number[] = [];
  for (const algorithm of ["sha1", "sha256", "sha384", "sha512"]) {
    const pushedAt = Date.now();
    const only = rssOf("Blog", [{ id: algorithm, title: `Pushed by ${algorithm}` }]);
    expect(await hub.deliver(only, { algorithm })).toBe(202);
    await shows(service, `Pushed by ${algorithm}`);
    tookMs.push(Date.now() - pushedAt);
  }
  // The best of them: a busy machine must not fail the test.
  expect(Math.min(...tookMs)).toBeLessThan(2_000);
  expect(await shown(service)).toContain("Story first");
});

test("subscribes to the advertised self, by form, with a secret and an address nobody can guess", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, site, service } = await setUp(stack);
  await subscribed(hub);
  expect(hub.last.topic).toBe(site.url("/self"));
  expect(hub.last.contentType).toContain("application/x-www-form-urlencoded");
  expect(hub.last.secret).toMatch(/^[\da-f]{64}$/);
  expect(hub.last.callback).toMatch(/\/websub\/[\w-]{32}$/);
  expect(new URL(hub.last.callback).port).toBe(new URL(service.url).port);
});

test("finds the hub inside the feed where the header names none", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, site } = await setUp(stack, { inHeader: false });
  await subscribed(hub);
  expect(hub.last.topic).toBe(site.url("/feed"));
});

test("forged, unsigned and unreadable deliveries are answered like others and change nothing", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack);
  await subscribed(hub);
  const forged = rssOf("Blog", [{ id: "forged", title: "Forged" }]);
  expect(await hub.deliver(forged, { signature: `sha256=${"0".repeat(64)}` })).toBe(202);
  expect(await hub.deliver(forged, { signature: "sha256=" })).toBe(202);
  expect(await hub.deliver(forged, { signature: "md5=00" })).toBe(202);
  expect(await hub.deliver(forged, { signature: null })).toBe(202);
  expect(await hub.deliver("<h1>no feed</h1>")).toBe(202);
  expect(await hub.deliver(rssOf("Blog", [{ id: "true", title: "True one" }]))).toBe(202);
  await shows(service, "True one");
  expect(await shown(service)).not.toContain("Forged");
});

test("verifies only what it asked for, and knows no other addresses", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack);
  await subscribed(hub);
  const { callback, topic } = hub.last;
  const bogus = [
    { mode: "subscribe", topic: `${topic}/other`, callback },
    { mode: "unsubscribe", topic, callback },
    { mode: "denied", topic: `${topic}/other`, callback },
    { mode: "subscribe", topic, callback: new URL(`websub/${"x".repeat(32)}`, service.url).href },
    { mode: "subscribe", topic, callback: new URL("websub/x", service.url).href },
  ];
  const answers = await Promise.all(bogus.map((one) => hub.verify(one)));
  expect(answers.map(({ status: code }) => code)).toEqual(bogus.map(() => 404));
  const to = new URL(`websub/${"x".repeat(32)}`, service.url).href;
  expect(await hub.deliver(rssOf("Blog", []), { to })).toBe(404);
  // The connection may be cut before all of it is sent.
  const huge = await hub.deliver("x".repeat(17 * 1024 * 1024)).catch(() => 413);
  expect(huge).toBe(413);
});

test("a subscription outlives a restart without another request to the hub", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service, serve } = await setUp(stack);
  await subscribed(hub);
  await service.stop();
  const again = await serve(new URL(service.url).port);
  expect(await hub.deliver(rssOf("Blog", [{ id: "later", title: "After the restart" }]))).toBe(202);
  await shows(again, "After the restart");
  expect(hub.asked).toHaveLength(1);
});

test("unsubscribes when the source leaves the config, and tells later deliveries so", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, site, config, workplace } = await setUp(stack);
  await subscribed(hub);
  await workplace.writeConfig(config([site.url("/other")]));
  await eventually(async () => (hub.verified.length > 1 ? true : null), { what: "the end" });
  expect(hub.asked[1]).toMatchObject({ mode: "unsubscribe", callback: hub.last.callback });
  expect(hub.verified[1]).toEqual({ status: 200, isEchoed: true });
  expect(await hub.deliver(rssOf("Blog", [{ id: "late" }]))).toBe(410);
});

test("renews before the lease ends, at a new address, and gives the old one up", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await setUpShortLease(stack);
  const { hub } = site;
  await eventually(
    async () => (hub.asked.some(({ mode }) => mode === "unsubscribe") ? true : null),
    { what: "renewal" },
  );
  const [first, second, third] = hub.asked;
  expect([first?.mode, second?.mode, third?.mode]).toEqual([
    "subscribe",
    "subscribe",
    "unsubscribe",
  ]);
  expect(second?.callback).not.toBe(first?.callback);
  expect(third?.callback).toBe(first?.callback);
});

async function setUpShortLease(stack: AsyncDisposableStack) {
  const hub = stack.use(await SmallHub.start());
  hub.leaseSeconds = 10;
  const site = stack.use(await FeedSite.start());
  site.on("/feed", (_request, response) => {
    const link = `<${hub.url}>; rel="hub"`;
    response.writeHead(200, { link, "content-type": "application/rss+xml" });
    response.end(rssOf("Blog", [{ id: "a" }]));
  });
  const workplace = stack.use(
    await Workplace.create(`
poll: { webSub: true, allowPrivateAddresses: true, perHostDelay: 0s }
feeds: ['${site.url("/feed")}']
`),
  );
  const service = await workplace.serve();
  stack.defer(async () => void (await service.stop()));
  return { hub };
}

test("polls seldom while the hub delivers, and as before once a poll finds what it missed", async () => {
  await using stack = new AsyncDisposableStack();
  const poll = "minInterval: 1s\n  maxInterval: 1d";
  const { hub, publish, service, workplace } = await setUp(stack, { poll });
  await subscribed(hub);
  const stories = [{ id: "pushed" }, { id: "first" }];
  expect(await hub.deliver(publish(stories))).toBe(202);
  await eventually(async () => ((await waitMs(service)) > 12 * 3_600_000 ? true : null), {
    what: "the slow watch",
  });
  publish([{ id: "missed" }, ...stories]);
  const { stdout } = await workplace.run(["poll", "--all"]);
  expect(stdout).toMatch(/updated\s+200\s+1/);
  await shows(service, "Story missed");
  await eventually(async () => ((await waitMs(service)) < 12 * 3_600_000 ? true : null), {
    what: "the usual rhythm",
  });
});

test("leaves a hub alone for the day that refused, and does without it", async () => {
  await using stack = new AsyncDisposableStack();
  const poll = "minInterval: 1s\n  maxInterval: 1s";
  const { hub, site, publish, service } = await setUp(stack, { poll, isRefusing: true });
  await eventually(async () => (hub.asked.length > 0 ? true : null), { what: "the refusal" });
  publish([{ id: "second" }, { id: "first" }]);
  await shows(service, "Story second");
  const polls = site.asked("/feed").length;
  await eventually(async () => (site.asked("/feed").length > polls + 1 ? true : null));
  expect(hub.asked).toHaveLength(1);
});
