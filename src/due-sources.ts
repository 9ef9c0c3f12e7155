import { setImmediate as nextTurn } from "node:timers/promises";
import { placeOf, type Place } from "./model/place.ts";
import type { Config } from "./model/config.ts";
import type { Source } from "./model/source.ts";
import { afterSkipped } from "./schedule/skip-times.ts";
import type { HeldLeases } from "./store/held-leases.ts";
import { postponePoll, takeDue, takeNamed } from "./store/leases.ts";
import type { PolledState } from "./store/polled-state.ts";
import type { Store } from "./store/store.ts";
import type { UnsavedPolls } from "./unsaved-polls.ts";

/** A leased source on its way to its poll. */
export type DueSource = {
  readonly id: string;
  readonly host: string;
  readonly nextPollAt: number | null;
  readonly source: Source;
  /** Where it is asked. */
  readonly place: Place;
  readonly state: PolledState;
};

export type Leasing = {
  readonly config: Config;
  readonly store: Store;
  readonly leases: HeldLeases;
  readonly leaseMs: number;
  readonly unsaved: UnsavedPolls;
  /** In [0, 1). */
  readonly random: () => number;
};

/** Sources leased in one go; the event loop turns in between. */
const leasedAtOnce = 250;
/** What more is due waits for the next tick. */
const maxDue = 5_000;

/** Leases what is due until the instant given, the longest due first. */
export async function leaseDue(leasing: Leasing, until: number): Promise<readonly DueSource[]> {
  const { store, leases, leaseMs } = leasing;
  await leases.payBack();
  const due: DueSource[] = [];
  for (let taken = 0; taken < maxDue; taken += leasedAtOnce) {
    const states = await takeDue(store, { now: until, leaseMs, limit: leasedAtOnce });
    due.push(...(await askable(leasing, leased(leasing, states), until)));
    if (states.length < leasedAtOnce) break;
    await nextTurn();
  }
  return due;
}

/**
 * Gives back what should not be asked at `at`: a time planned for the end of an allowed hour may come up in a skipped
 * one, at the next tick or after a stop.
 */
async function askable(
  leasing: Leasing,
  due: readonly DueSource[],
  at: number,
): Promise<readonly DueSource[]> {
  const { store, leases, unsaved, random } = leasing;
  const kept: DueSource[] = [];
  for (const source of due) {
    const { id, state } = source;
    const restedAt = Math.max(at, unsaved.until(id, at));
    const until = state.hints === null ? restedAt : afterSkipped(restedAt, state.hints, random());
    if (until <= at) {
      kept.push(source);
      continue;
    }
    leases.drop(id);
    await postponePoll(store, { id, until }).catch(() => leases.giveBack(id));
  }
  return kept;
}

/**
 * Leases the named sources, due or not; those another process polls now are left out. In goes, so that the first are
 * polled while the last are leased.
 */
export async function* leaseNamed(
  leasing: Leasing,
  { ids, now }: { readonly ids: readonly string[]; readonly now: number },
): AsyncGenerator<readonly DueSource[]> {
  const { store, leaseMs } = leasing;
  for (let start = 0; start < ids.length; start += leasedAtOnce) {
    const some = ids.slice(start, start + leasedAtOnce);
    yield leased(leasing, await takeNamed(store, { ids: some, now, leaseMs }));
    await nextTurn();
  }
}

/** Sources that left the config since they were leased are given back by letting their lease run out. */
function leased({ config, leases }: Leasing, states: readonly PolledState[]): readonly DueSource[] {
  const configured = sourcesById(config);
  const ours = states.flatMap((state) => {
    const known = configured.get(state.id);
    if (known === undefined) return [];
    const { id, nextPollAt, movedTo } = state;
    const place = movedTo === null ? known.place : placeOf(new URL(movedTo));
    return [{ id, host: place.host, nextPollAt, source: known.source, place, state }];
  });
  leases.hold(ours.map(({ id }) => id));
  return ours;
}

type Configured = { readonly source: Source; readonly place: Place };

const byId = new WeakMap<Config, ReadonlyMap<string, Configured>>();

/** Made once for a config: thousands of sources are leased in many small goes. */
function sourcesById(config: Config): ReadonlyMap<string, Configured> {
  const known = byId.get(config);
  if (known !== undefined) return known;
  const made = new Map(
    config.sources.map((source) => [source.id, { source, place: placeOf(new URL(source.url)) }]),
  );
  byId.set(config, made);
  return made;
}
