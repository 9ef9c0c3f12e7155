import type { CompiledQuery } from "kysely";
import { isOurPoll, isOurs } from "./leases.ts";
import type { PolledState } from "./polled-state.ts";
import { backAt, successColumns, timeColumns, writeTimes, type PollFacts } from "./save-outcome.ts";
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
  const times =
    before === null
      ? writeTimes(store, facts.sourceId, timeColumns(facts))
      : writeTimesOf(store, before.num, facts);
  const areOnlyTimesNew = before !== null && isAsBefore(facts, before);
  return store.outcomes.add(areOnlyTimesNew ? [times] : [writeSuccess(store, facts), times]);
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

function writeTimesOf({ db, instanceId }: Store, num: number, facts: PollFacts): CompiledQuery {
  const columns = timeColumns(facts);
  const parameters: unknown[] = Object.values(columns);
  parameters.push(num, instanceId);
  return wordedOnce(db, { name: "times of unchanged", parameters }, () =>
    db
      .updateTable("source_time")
      .set(columns)
      .where("source", "=", num)
      .where((eb) => isOurs(eb, instanceId))
      .compile(),
  );
}

function writeSuccess({ db, instanceId }: Store, facts: PollFacts): CompiledQuery {
  const columns = successColumns(facts, "unchanged");
  const parameters: unknown[] = Object.values(columns);
  parameters.push(facts.now, facts.sourceId, instanceId);
  return wordedOnce(db, { name: "unchanged", parameters }, () =>
    db
      .updateTable("source")
      .set(columns)
      .set((eb) => ({ backAt: backAt(eb, facts.now) }))
      .where("id", "=", facts.sourceId)
      .where((eb) => isOurPoll(eb, instanceId))
      .compile(),
  );
}
