import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { posts } from "../../src/store/posts.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { openStore } from "../../src/store/store.ts";
import { takeBack } from "./older-database.ts";
import { sampleFile, sampleFolder, sampleStore } from "./open-sample.ts";
import { noon, sampleFacts, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");
const everything = { sourceIds: null, after: null, limit: 1000 };

function manyEntries(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    identity: `e${index}`,
    publishedAt: noon - index,
    text: "x".repeat(2000),
  }));
}

test("makes folder and tables of an empty place, and finds what is there on opening again", async () => {
  const file = `${await sampleFolder()}/deep/down/feedloom.db`;
  const first = await sampleStore([source], { file });
  await savePoll(first, samplePoll(source, manyEntries(3)));
  await first.close();
  const second = await sampleStore([], { file });
  expect(await posts(second, everything)).toHaveLength(3);
});

test("two processes may open an empty place at once", async () => {
  const file = await sampleFile();
  const stores = await Promise.all(
    ["one", "two"].map((instanceId) => sampleStore([], { file, instanceId })),
  );
  expect(stores).toHaveLength(2);
});

test("a database of an older program learns the bare addresses of its sources, and plans no poll anew", async () => {
  const file = await sampleFile();
  const old = sampleSource("http://ada:pass@A.example#top");
  const store = await sampleStore([old], { file });
  await saveUnchanged(store, sampleFacts(old, { nextPollAt: noon + 1 }));
  await store.close();
  takeBack(file, "0011");
  const newer = await sampleStore([{ ...old, schedule: "* * * * *" }], { file });
  const rows = await newer.db
    .selectFrom("source")
    .innerJoin("source_time", "source_time.source", "num")
    .select(["address", "nextPollAt"])
    .execute();
  expect(rows).toEqual([{ address: "http://a.example/", nextPollAt: noon + 1 }]);
});

test("refuses a database that a newer program wrote, in one sentence, and leaves it alone", async () => {
  const file = await sampleFile();
  await (await sampleStore([], { file })).close();
  const database = new DatabaseSync(file);
  database.exec("insert into schema_step (name, timestamp) values ('9999-later', '2030-01-01')");
  database.close();
  const opening = openStore({ file, instanceId: "one" });
  await expect(opening).rejects.toThrow(/newer version of Feedloom/);
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "newer" });
});

test("says in one sentence that a file is no database", async () => {
  const file = await sampleFile();
  await writeFile(file, "this is no database, it is a letter to the editor".repeat(100));
  const opening = openStore({ file, instanceId: "one" });
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "unreadable" });
  await expect(opening).rejects.toThrow(/damaged or no database/);
});

test("says in one sentence that the folder cannot be made", async () => {
  const folder = await sampleFolder();
  await writeFile(`${folder}/occupied`, "");
  const opening = openStore({ file: `${folder}/occupied/feedloom.db`, instanceId: "one" });
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "unreadable" });
});

const hasProc = existsSync("/proc/self");
if (!hasProc) process.stdout.write("no /proc here: no folder is made where none can be\n");

test.skipIf(!hasProc)("gives up on a folder that is said to have no parent", async () => {
  const opening = openStore({ file: "/proc/feedloom/deep/feedloom.db", instanceId: "one" });
  await expect(opening).rejects.toThrow(/data folder \/proc\/feedloom\/deep cannot be made/);
});

test.skipIf(process.getuid?.() === 0)(
  "says in one sentence that the folder is read-only",
  async () => {
    const folder = await sampleFolder();
    await chmod(folder, 0o500);
    const opening = openStore({ file: `${folder}/feedloom.db`, instanceId: "one" });
    await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "unreadable" });
  },
);

test("a full disk fails the poll with a sentence, keeps what was there, and is over when there is room", async () => {
  const store = await sampleStore([source]);
  await savePoll(store, samplePoll(source, manyEntries(20)));
  await sql`pragma max_page_count = 60`.execute(store.db);
  const poll = samplePoll(source, manyEntries(500), { now: noon + 1 });
  await expect(savePoll(store, poll)).rejects.toMatchObject({ name: "StoreError", reason: "full" });
  const kept = await posts(store, everything);
  expect(kept.length).toBeGreaterThanOrEqual(20);
  await sql`pragma max_page_count = 100000`.execute(store.db);
  await savePoll(store, poll);
  expect(await posts(store, everything)).toHaveLength(500);
});

test("closing during a save lets the slice end and refuses the rest; the next start goes on", async () => {
  const file = await sampleFile();
  const store = await sampleStore([source], { file });
  const stop = async () => {
    await store.db.selectFrom("meta").selectAll().execute();
    await store.close();
  };
  const saving = savePoll(store, samplePoll(source, manyEntries(500)));
  const [saved, stopped] = await Promise.allSettled([saving, stop()]);
  expect(saved).toMatchObject({ status: "rejected", reason: { reason: "closed" } });
  expect(stopped.status).toBe("fulfilled");
  const again = await sampleStore([], { file });
  const state = (await sourceStates(again, [source.id])).get(source.id);
  expect(state?.lastPollAt).toBeNull();
  expect(state?.entries).toBe((await posts(again, everything)).length);
  await savePoll(again, samplePoll(source, manyEntries(500)));
  expect(await posts(again, everything)).toHaveLength(500);
});

test("closing writes the outcomes that still wait, and what comes later is refused", async () => {
  const file = await sampleFile();
  const store = await sampleStore([source], { file });
  const saved = saveUnchanged(store, sampleFacts(source));
  await store.close();
  await saved;
  await expect(saveUnchanged(store, sampleFacts(source))).rejects.toThrow(StoreError);
  const again = await sampleStore([], { file });
  const state = (await sourceStates(again, [source.id])).get(source.id);
  expect(state?.lastPollAt).toBe(noon);
});
