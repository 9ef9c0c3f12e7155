import type { CompiledQuery } from "kysely";
import { isOurs } from "./leases.ts";
import type { PolledState } from "./polled-state.ts";
import { backAt, successColumns, timeColumns, type PollFacts } from "./save-outcome.ts";
import type { Store } from "./store.ts";
import { wordedOnce } from "./worded.ts";

/**
 * A 304, or the bytes of last time: outcome `unchanged`. Resolves once it is on disk, within about 50 ms. `before`: as the
 * source was leased; where only times are new, as after most of all polls, only they are written, in half the time.
 */
export function saveUnchanged(
  store: Store,
  facts: PollFacts,
  before: PolledState | null = null,
): Promise<void> {
  const areOnlyTimesNew = before !== null && isAsBefore(facts, before);
  return store.outcomes.add(areOnlyTimesNew ? writeTimes(store, facts) : writeAll(store, facts));
}

/** An unchanged poll before this one left no error behind, and no failures. */
function isAsBefore(facts: PollFacts, before: PolledState): boolean {
  const { validators, lifetime } = before;
  return (
    before.outcome === "unchanged" &&
    before.status === facts.status &&
    validators.etag === facts.validators.etag &&
    validators.lastModified === facts.validators.lastModified &&
    lifetime.cacheControl === (facts.lifetime?.cacheControl ?? null) &&
    lifetime.expires === (facts.lifetime?.expires ?? null) &&
    before.validatorsUrl === facts.finalUrl &&
    before.bodyHash === facts.bodyHash &&
    before.movedTo === facts.movedTo &&
    before.movedAt === (facts.movedAt ?? null)
  );
}

function writeTimes({ db, instanceId }: Store, facts: PollFacts): CompiledQuery {
  const columns = timeColumns(facts);
  const parameters: unknown[] = Object.values(columns);
  parameters.push(facts.sourceId, instanceId);
  return wordedOnce(db, { name: "unchanged but for times", parameters }, () =>
    db
      .updateTable("source")
      .set(columns)
      .where("id", "=", facts.sourceId)
      .where((eb) => isOurs(eb, instanceId))
      .compile(),
  );
}

function writeAll({ db, instanceId }: Store, facts: PollFacts): CompiledQuery {
  const columns = successColumns(facts, "unchanged");
  const parameters: unknown[] = Object.values(columns);
  parameters.push(facts.now, facts.sourceId, instanceId);
  return wordedOnce(db, { name: "unchanged", parameters }, () =>
    db
      .updateTable("source")
      .set(columns)
      .set((eb) => ({ backAt: backAt(eb, facts.now) }))
      .where("id", "=", facts.sourceId)
      .where((eb) => isOurs(eb, instanceId))
      .compile(),
  );
}
