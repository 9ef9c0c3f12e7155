import { expect, test } from "vitest";
import type { Subscription } from "../../src/model/subscription.ts";
import { resumeRhythm } from "../../src/store/own-rhythm.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import type { Store } from "../../src/store/store.ts";
import { addSubscription, changeSubscription, trustHub } from "../../src/store/subscriptions.ts";
import { sampleStore } from "./open-sample.ts";
import { day, hour, noon, sampleFacts, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");
const ownPollAt = noon + hour;
const nextPollAt = noon + day;

function subscription(token: string): Subscription {
  return {
    token,
    sourceId: source.id,
    isWanted: true,
    state: "active",
    hub: "https://hub.example/",
    topic: source.url,
    callback: `https://planet.example/websub/${token}`,
    secret: "s3cret",
    documentUrl: source.url,
    leaseUntil: noon + 10 * day,
    dueAt: noon + 8 * day,
    isTrusted: true,
  };
}

/** A source that two trusted subscriptions deliver for. */
async function watchedSource(): Promise<Store> {
  const store = await sampleStore([source]);
  for (const token of ["old", "new"]) await addSubscription(store, subscription(token));
  await saveUnchanged(store, { ...sampleFacts(source, { nextPollAt }), ownPollAt });
  return store;
}

async function plannedAt(store: Store): Promise<number | null> {
  return (await sourceStates(store, [source.id])).get(source.id)?.nextPollAt ?? null;
}

test("a source is polled by its own rhythm again once its last trusted subscription has ended, however", async () => {
  const store = await watchedSource();
  await changeSubscription(store, subscription("old"), { state: "leaving" });
  expect(await plannedAt(store)).toBe(nextPollAt);
  await changeSubscription(store, subscription("new"), { dueAt: noon + hour });
  expect(await plannedAt(store)).toBe(nextPollAt);
  const renewed = { ...subscription("new"), dueAt: noon + hour };
  await changeSubscription(store, renewed, { state: "refused" });
  expect(await plannedAt(store)).toBe(ownPollAt);
});

test("a source whose hub missed something is polled by its own rhythm again, and so is one that was saved too late", async () => {
  const store = await watchedSource();
  await trustHub(store, source.id, false);
  expect(await plannedAt(store)).toBe(ownPollAt);
  await saveUnchanged(store, { ...sampleFacts(source, { nextPollAt }), ownPollAt });
  await resumeRhythm(store.db, source.id);
  expect(await plannedAt(store)).toBe(ownPollAt);
});
