import { CompiledQuery } from "kysely";
import { expect, test } from "vitest";
import { saveFailed } from "../../src/store/save-outcome.ts";
import { takeDue } from "../../src/store/leases.ts";
import { sampleStore } from "./open-sample.ts";
import { hour, noon, sampleSource } from "./samples.ts";

const a = sampleSource("https://a.example/feed");

test("of an outcome that finds the disk full, nothing is kept: SQLite rolls back by itself", async () => {
  const store = await sampleStore([a]);
  await takeDue(store, { now: noon, leaseMs: hour, limit: 1 });
  await store.db.executeQuery(CompiledQuery.raw("pragma max_page_count = 1"));
  const poll = {
    sourceId: a.id,
    now: noon,
    outcome: "failed",
    status: 500,
    // Too long for the pages there are.
    error: "no room ".repeat(10_000),
    errorReason: "status",
    nextPollAt: noon + hour,
    restUntil: null,
  } as const;
  await expect(saveFailed(store, poll)).rejects.toMatchObject({ reason: "full" });
  const rows = await store.db
    .selectFrom("source")
    .innerJoin("source_time", "source_time.source", "num")
    .select(["failures", "lastPollAt", "leaseOwner"])
    .execute();
  expect(rows).toEqual([{ failures: 0, lastPollAt: null, leaseOwner: "one" }]);
});
