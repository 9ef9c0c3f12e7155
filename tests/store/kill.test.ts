import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { posts } from "../../src/store/posts.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { sampleFile, sampleStore } from "./open-sample.ts";
import { killedPoll, killedSource } from "./killed-poll.ts";

const script = new URL("save-forever.ts", import.meta.url).pathname;

/** Lets a process save polls from `round` on and kills it somewhere in a save; gives the round it died in. */
async function killWhileSaving(file: string, round: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [script, file, String(round)]);
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout, "data");
  await delay(afterMs);
  child.kill("SIGKILL");
  await once(child, "close");
  return Number(said.trim().split("\n").at(-1));
}

/** Also of a first poll that has not ended, of which nothing is shown. */
async function placedIdentities(store: Store): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom("post as p")
    .innerJoin("entry as e", "e.id", "p.shownEntryId")
    .select("e.identity")
    .execute();
  return rows.map(({ identity }) => identity);
}

test("SIGKILL in the middle of saving loses nothing and doubles nothing", async () => {
  const file = await sampleFile();
  await (await sampleStore([killedSource], { file })).close();
  let round = 0;
  for (let kill = 0; kill < 10; kill++) {
    round = await killWhileSaving(file, round, kill * 4);
    const store = await openStore({ file, instanceId: "test" });
    const stored = await placedIdentities(store);
    const state = (await sourceStates(store)).get(killedSource.id);
    expect(state?.entries).toBe(stored.length);
    expect(new Set(stored).size).toBe(stored.length);
    await store.close();
  }
  const store = await sampleStore([], { file });
  const poll = killedPoll(round);
  await savePoll(store, poll);
  const stored = await posts(store, { sourceIds: null, after: null, limit: 100_000 });
  const identities = stored.map(({ shown }) => shown.identity).sort();
  expect(identities).toEqual(poll.feed.entries.map(({ identity }) => identity).sort());
  expect(new Set(stored.map(({ atomId }) => atomId)).size).toBe(stored.length);
}, 120_000);
