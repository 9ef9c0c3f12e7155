import { expect, test } from "vitest";
import { eventually, type Service } from "../support/run-feedloom.ts";
import { setUp, shows, subscribed, waitMs } from "./set-up.ts";

const halfDayMs = 12 * 3_600_000;

async function polledSeldom(service: Service): Promise<void> {
  await eventually(async () => ((await waitMs(service)) > halfDayMs ? true : null), {
    what: "the slow watch",
  });
}

async function polledAsBefore(service: Service): Promise<void> {
  await eventually(async () => ((await waitMs(service)) < halfDayMs ? true : null), {
    what: "the usual rhythm",
  });
}

/** A source that is polled once a day, since its hub delivers. */
async function setUpTrusted(stack: AsyncDisposableStack) {
  const poll = "minInterval: 1s\n  maxInterval: 1d";
  const planet = await setUp(stack, { poll });
  await subscribed(planet.hub);
  const stories = [{ id: "pushed" }, { id: "first" }];
  expect(await planet.hub.deliver(planet.publish(stories))).toBe(202);
  await shows(planet.service, "Story pushed");
  await polledSeldom(planet.service);
  return { ...planet, stories };
}

test("polling takes over where the hub ends the subscription", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUpTrusted(stack);
  const { topic, callback } = hub.last;
  expect(await hub.verify({ mode: "denied", topic, callback })).toMatchObject({ status: 200 });
  await polledAsBefore(service);
});

test("polling takes over where hubs are not wanted any more", async () => {
  await using stack = new AsyncDisposableStack();
  const { site, hub, config, workplace, service } = await setUpTrusted(stack);
  await workplace.writeConfig(config([site.url("/feed")], { webSub: false }));
  await polledAsBefore(service);
  expect(hub.asked.at(-1)?.mode).toBe("unsubscribe");
});

test("polling takes over where the site gets another address, and the hub delivers there", async () => {
  await using stack = new AsyncDisposableStack();
  const { site, hub, config, publish, workplace, service, stories } = await setUpTrusted(stack);
  const before = hub.last;
  const url = `http://127.0.0.1:${new URL(service.url).port}/`;
  await workplace.writeConfig(config([site.url("/feed")], { url }));
  await polledAsBefore(service);
  await eventually(async () => (hub.last.callback === before.callback ? null : true), {
    what: "another subscription",
  });
  expect(hub.last.callback.startsWith(`${url}websub/`)).toBe(true);
  expect(hub.last.topic).toBe(before.topic);
  await eventually(async () => (hub.verified.length >= 3 ? true : null), { what: "verification" });
  expect(await hub.deliver(publish([{ id: "again" }, ...stories]))).toBe(202);
  await shows(service, "Story again");
});
