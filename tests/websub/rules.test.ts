import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { Config } from "../../src/model/config.ts";
import type { Subscription } from "../../src/model/subscription.ts";
import { ownHosts } from "../../src/push-hubs.ts";
import { slowWatchAt } from "../../src/schedule/slow-watch.ts";
import { callbackBase } from "../../src/websub/callback-base.ts";
import { discover } from "../../src/websub/discover.ts";
import { hubProblem } from "../../src/websub/hub-address.ts";
import { grantedLease, nextRenewalAt } from "../../src/websub/lease.ts";
import { linksOfRelation } from "../../src/websub/link-header.ts";
import { isSigned } from "../../src/websub/signature.ts";
import { answerVerification } from "../../src/websub/verification.ts";

const noon = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;
const day = 24 * hour;
const feedUrl = "https://blog.example/feed";

test.each([
  ["one link", ['<https://hub.example/>; rel="hub"'], ["https://hub.example/"]],
  ["no quotes", ["<https://hub.example/>; rel=hub"], ["https://hub.example/"]],
  ["several relations", ['</hub>; rel="alternate HUB"'], ["https://blog.example/hub"]],
  [
    "several links in a field",
    ['<https://s.example/>; rel="self", </hub>; rel="hub"'],
    ["https://blog.example/hub"],
  ],
  [
    "commas in addresses and titles",
    ['<https://h.example/?a=1,2>; title="a, b; c"; rel="hub"'],
    ["https://h.example/?a=1,2"],
  ],
  [
    "several fields",
    ["</a>; rel=hub", "</b>; rel=hub"],
    ["https://blog.example/a", "https://blog.example/b"],
  ],
  ["other relations", ['</a>; rel="hubs"', '</b>; title="rel=hub"', "</c>"], []],
  ["a relation of another link", ["</a>, </b>; rel=hub"], ["https://blog.example/b"]],
  ["addresses that are none", ["<http://[>; rel=hub"], []],
  ["a payload", [`</a>; rel=hub; x="${"x".repeat(10_000)}"`], []],
])("Link fields: %s", (_, fields, hubs) => {
  expect(linksOfRelation(fields, "hub", feedUrl)).toEqual(hubs);
});

test("Link fields made to be slow are read at once", () => {
  const field = `<a>${";".repeat(4_000)}${'"'.repeat(4_000)}`;
  const startedAt = performance.now();
  linksOfRelation(
    Array.from({ length: 20 }, () => field),
    "hub",
    feedUrl,
  );
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

const nobody = (): boolean => false;

test("the header's hub and self win over the feed's; the topic is the advertised self, else the address itself", () => {
  const feed = { hubUrls: ["https://inside.example/"], selfUrl: "https://blog.example/self" };
  const links = ['<https://header.example/>; rel="hub"'];
  const url = feedUrl;
  expect(discover({ links, feed, url }, nobody)).toEqual({
    hub: "https://header.example/",
    topic: "https://blog.example/self",
  });
  expect(discover({ links: [...links, "</true>; rel=self"], feed, url }, nobody)?.topic).toBe(
    "https://blog.example/true",
  );
  expect(discover({ links: [], feed, url }, nobody)?.hub).toBe("https://inside.example/");
  expect(discover({ links, feed: { hubUrls: [], selfUrl: null }, url }, nobody)?.topic).toBe(
    feedUrl,
  );
  expect(discover({ links: [], feed: { hubUrls: [], selfUrl: null }, url }, nobody)).toBeNull();
});

test("a hub is used by https, or by http within this machine, so that the secret stays one", () => {
  const isUsable = (address: string): boolean => hubProblem(address, nobody) === null;
  expect(isUsable("https://hub.example/")).toBe(true);
  expect(isUsable("http://127.0.0.1:8080/hub")).toBe(true);
  expect(isUsable("http://localhost/hub")).toBe(true);
  expect(isUsable("http://hub.localhost./hub")).toBe(true);
  expect(isUsable("http://hub.example/")).toBe(false);
  expect(isUsable("https://me:key@hub.example/")).toBe(false);
  expect(isUsable("ftp://hub.example/")).toBe(false);
});

test.each([
  [["hub.example"], "http://hub.example/", true],
  [["nas:8080"], "http://nas:8080/hub", true],
  [["nas:8080"], "http://nas/hub", false],
  [[], "http://192.168.1.5/hub", false],
  [false, "http://192.168.1.5/hub", false],
  [true, "http://192.168.1.5/hub", true],
  [true, "http://[fd00::5]/hub", true],
  [true, "http://nas.local/hub", true],
  [true, "http://nas/hub", true],
  [true, "http://hub.example/", false],
  [true, "http://[2606:4700::1]/hub", false],
] as const)("with allowPrivateAddresses %j a hub at %s is used: %j", (allowed, hub, isUsed) => {
  const isOwnHost = ownHosts({ allowPrivateAddresses: allowed } as Config["poll"]);
  expect(hubProblem(hub, isOwnHost) === null).toBe(isUsed);
});

test("a lease counts from its verification, is at most 14 days, and is renewed before its end", () => {
  expect(grantedLease("3600", noon)).toEqual({
    leaseUntil: noon + hour,
    dueAt: noon + 0.8 * hour,
  });
  expect(grantedLease("99999999", noon).leaseUntil).toBe(noon + 14 * day);
  for (const stated of [null, "", "soon", "-5", "0", "1e9"]) {
    expect(grantedLease(stated, noon).leaseUntil).toBe(noon + 10 * day);
  }
  expect(nextRenewalAt(noon + 2 * day, noon)).toBe(noon + day);
  expect(nextRenewalAt(noon + hour / 2, noon)).toBe(noon + hour / 2);
});

test("a signature is right under our secret only, in one of four methods, hexadecimal in any case", () => {
  const body = Buffer.from("what the hub says");
  const secret = "s3cret";
  const sign = (method: string, key = secret) =>
    `${method}=${createHmac(method, key).update(body).digest("hex")}`;
  for (const method of ["sha1", "sha256", "sha384", "sha512"]) {
    expect(isSigned(body, { signature: sign(method), secret })).toBe(true);
    expect(isSigned(body, { signature: sign(method).toUpperCase(), secret })).toBe(true);
    expect(isSigned(body, { signature: sign(method, "guess"), secret })).toBe(false);
  }
  const wrong = [null, "", "sha256", "sha256=", "=", "md5=0", sign("md5"), `${sign("sha1")}=`];
  for (const signature of [
    ...wrong,
    sign("sha256").slice(0, -2),
    sign("sha1").replace("sha1", "sha256"),
  ]) {
    expect(isSigned(body, { signature, secret })).toBe(false);
  }
});

const subscription: Subscription = {
  token: "t",
  sourceId: "s",
  isWanted: true,
  state: "pending",
  hub: "https://hub.example/",
  topic: feedUrl,
  callback: "https://planet.example/websub/t",
  secret: "s3cret",
  documentUrl: feedUrl,
  leaseUntil: null,
  dueAt: noon,
  isTrusted: false,
};

function asked(mode: string, changes: Record<string, string> = {}): URLSearchParams {
  const fields = { "hub.mode": mode, "hub.topic": feedUrl, "hub.challenge": "abc", ...changes };
  return new URLSearchParams(fields);
}

test.each([
  ["subscribe", "pending", {}, "abc", "active"],
  ["subscribe", "active", {}, "abc", "active"],
  ["unsubscribe", "leaving", {}, "abc", "ended"],
  ["denied", "pending", {}, "", "refused"],
  ["denied", "active", {}, "", "refused"],
  ["subscribe", "leaving", {}, null, undefined],
  ["subscribe", "ended", {}, null, undefined],
  ["unsubscribe", "active", {}, null, undefined],
  ["subscribe", "pending", { "hub.topic": `${feedUrl}/` }, null, undefined],
  ["subscribe", "pending", { "hub.challenge": "" }, null, undefined],
  ["subscribe", "pending", { "hub.challenge": "x".repeat(2_000) }, null, undefined],
  ["publish", "pending", {}, null, undefined],
] as const)(
  "a hub that verifies %s while it is %s (%j) is answered %j",
  (mode, state, changes, body, after) => {
    const answer = answerVerification({ ...subscription, state }, asked(mode, changes), noon);
    expect(answer.body).toBe(body);
    expect(answer.change?.state).toBe(after);
  },
);

test("nothing is verified for a source that left the config", () => {
  const left = { ...subscription, isWanted: false };
  expect(answerVerification(left, asked("subscribe"), noon).body).toBeNull();
});

test.each([
  ["auto", "https://planet.example/", true],
  ["auto", "https://planet.example/feeds/", true],
  ["auto", null, false],
  ["auto", "http://localhost:8080/", false],
  ["auto", "http://nas.local/", false],
  ["auto", "http://nas/", false],
  ["auto", "http://nas./", false],
  ["auto", "https://localhost./", false],
  ["auto", "https://a.localhost./", false],
  ["auto", "https://nas.local./", false],
  ["auto", "https://planet.example./", true],
  ["auto", "http://192.168.1.5/", false],
  ["auto", "http://[::1]:8080/", false],
  [true, null, true],
  [true, "http://127.0.0.1:8080/", true],
  [false, "https://planet.example/", false],
] as const)("with webSub %j and url %j hubs are used: %j", (webSub, url, isUsed) => {
  const config = { url, poll: { webSub } as Config["poll"] };
  const siteUrl = url ?? "http://localhost:8080/";
  expect(callbackBase(config, siteUrl)).toBe(isUsed ? `${siteUrl}websub/` : null);
});

test("the slow watch never polls sooner than the source's rhythm, nor later than the hub's promise lasts", () => {
  const watch = { now: noon, minIntervalMs: hour, maxIntervalMs: day, jitter: 0.5, hints: null };
  const until = noon + 10 * day;
  const slow = slowWatchAt({ ...watch, nextPollAt: noon + hour, until });
  expect(slow - noon).toBeGreaterThan(0.7 * day);
  expect(slow - noon).toBeLessThanOrEqual(day);
  expect(slowWatchAt({ ...watch, nextPollAt: noon + 2 * day, until })).toBe(noon + 2 * day);
  const soon = noon + 3 * hour;
  expect(slowWatchAt({ ...watch, nextPollAt: noon + hour, until: soon })).toBe(soon);
});

test("the slow watch keeps out of the hours that the feed skips", () => {
  const nextHour = new Date(noon + hour).getUTCHours();
  const skipHours = [nextHour, nextHour + 1];
  const hints = { ttlMinutes: null, skipHours, skipDays: [], updateEveryMs: null };
  const watch = { now: noon, minIntervalMs: hour, maxIntervalMs: day, jitter: 0, hints };
  const until = noon + hour;
  expect(slowWatchAt({ ...watch, nextPollAt: noon + hour, until })).toBe(noon + 3 * hour);
});
