import { expect, test } from "vitest";
import { pagelessEntries } from "../../src/store/page-queue.ts";
import { savePages } from "../../src/store/pages.ts";
import { posts } from "../../src/store/posts.ts";
import { rederive, type OutdatedEntry } from "../../src/store/rederive.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import type { Store } from "../../src/store/store.ts";
import { sampleStore } from "./open-sample.ts";
import { noon, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed", { fullText: true });

/** A source with entries; gives their ids by identity. */
async function withEntries(store: Store, names: readonly string[]): Promise<Map<string, number>> {
  const entries = names.map((name) => ({ identity: name, url: `https://a.example/${name}` }));
  await savePoll(store, samplePoll(source, entries));
  const rows = await store.db.selectFrom("entry").select(["id", "identity"]).execute();
  return new Map(rows.map(({ id, identity }) => [identity, id]));
}

function readPage(entryId: number | undefined, page: string) {
  const pageDerived = JSON.stringify({ title: page.slice(0, 20) });
  return { entryId: entryId ?? 0, page, pageDerived };
}

async function titles(store: Store): Promise<readonly string[]> {
  const shown = await posts(store, { sourceIds: null, after: null, limit: 10 });
  return shown.map(({ shown: { derived } }) => derived.title ?? "");
}

async function waiting(store: Store): Promise<readonly number[]> {
  const query = { sourceId: source.id, now: noon, maxBacklog: null, limit: 1_000 };
  return (await pagelessEntries(store, query)).map(({ entryId }) => entryId);
}

test("a wall stays out after an upgrade, and where one article before it is left", async () => {
  const store = await sampleStore([source]);
  const ids = await withEntries(store, ["one", "two", "three"]);
  const [one, two, three] = ["one", "two", "three"].map((name) => ids.get(name));
  const pages = [readPage(one, "wall"), readPage(two, "wall"), readPage(three, "story")];
  for (const page of pages) await savePages(store, { pages: [page], now: noon });
  expect((await titles(store)).toSorted()).toEqual(["one", "story", "two"]);
  const derive = (entries: readonly OutdatedEntry[]) =>
    entries.map(({ raw, page }) => ({
      contentHash: raw,
      derived: JSON.stringify({ title: "upgraded" }),
      features: "{}",
      keys: [],
      pageDerived: page === null ? null : JSON.stringify({ title: `upgraded ${page}` }),
    }));
  await rederive(store, { version: 2, derive });
  expect((await titles(store)).toSorted()).toEqual(["upgraded", "upgraded", "upgraded story"]);
  await store.db
    .updateTable("entry_content")
    .set({ page: null })
    .where("entryId", "=", one ?? 0)
    .execute();
  expect(await waiting(store)).toEqual([]);
});

test("an article that came again under another name is no wall before itself", async () => {
  const store = await sampleStore([source]);
  await savePoll(store, samplePoll(source, [{ identity: "old id", key: "story" }]));
  await savePoll(store, samplePoll(source, [{ identity: "new id", key: "story" }]));
  const rows = await store.db.selectFrom("entry").select("id").execute();
  for (const { id } of rows) await savePages(store, { pages: [readPage(id, "story")], now: noon });
  expect(await titles(store)).toEqual(["story"]);
});

test("many long pages hold up neither a poll nor the next page", async () => {
  const store = await sampleStore([source]);
  const names = Array.from({ length: 1_500 }, (_, index) => `e${index}`);
  const ids = [...(await withEntries(store, names)).values()];
  await store.db.transaction().execute(async (trx) => {
    for (const id of ids) {
      // As after an edit: to be put together with their entries again.
      const page = `${id}${"a long text ".repeat(2_000 + id)}`;
      const change = { page, pageDerived: null, pageTriedAt: noon };
      await trx.updateTable("entry_content").set(change).where("entryId", "=", id).execute();
    }
  });
  const startedAt = performance.now();
  expect(await waiting(store)).toHaveLength(1_000);
  await savePages(store, { pages: [readPage(ids[0], "another page")], now: noon });
  // It took many seconds, all of them on the event loop.
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
