import { bareAddress } from "../model/address.ts";
import type { Source } from "../model/source.ts";
import { placeByFutureDates } from "./future-places.ts";
import { followTimes, timesOf } from "./own-times.ts";
import { showPages } from "./pages.ts";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

/**
 * Makes the store know the config's sources. New ones are due at once. Removed and disabled ones keep all they have but
 * are not active: neither polled nor published, until they come back. An address edited to where its source is known to
 * have moved keeps the row with its entries (DESIGN section 7).
 */
export async function syncSources(
  store: Store,
  { sources, now }: { readonly sources: readonly Source[]; readonly now: number },
): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom("source")
      .select(["num", "id", "url", "movedTo", "isActive"])
      .execute();
    const plan = planSync(rows, sources);
    if (!plan.isNothing) {
      await followMoves(trx, plan.moved);
      await addSources(trx, { added: plan.added, now });
      await activate(trx, { nums: plan.toActivate, now });
      await deactivate(trx, { nums: plan.toDeactivate, now });
      await bumpRevision(trx);
    }
    await showPages(trx, sources);
    await placeByFutureDates(trx, sources);
  });
  await followTimes(store.db, sources);
}

/** Rows written at once. */
const partSize = 500;

type KnownSource = {
  readonly num: number;
  readonly id: string;
  readonly url: string;
  readonly movedTo: string | null;
  readonly isActive: number;
};

type Moved = { readonly num: number; readonly source: Source };

type SyncPlan = {
  readonly moved: readonly Moved[];
  readonly added: readonly Source[];
  readonly toActivate: readonly number[];
  readonly toDeactivate: readonly number[];
  readonly isNothing: boolean;
};

function planSync(rows: readonly KnownSource[], sources: readonly Source[]): SyncPlan {
  const known = new Map(rows.map((row) => [row.id, row]));
  const configured = new Set(sources.map(({ id }) => id));
  const movedRows = Map.groupBy(
    rows.filter((row) => !configured.has(row.id) && row.movedTo !== null),
    (row) => bareAddress(row.movedTo ?? ""),
  );
  // A person leaves out the slash that an address ends in, or writes a password; a redirect does neither.
  const moved: Moved[] = [];
  const added: Source[] = [];
  const wanted = new Map<number, boolean>();
  for (const source of sources) {
    const row = known.get(source.id) ?? takeMoved(movedRows, source.url);
    if (row === undefined) {
      added.push(source);
      continue;
    }
    wanted.set(row.num, source.enabled);
    if (row.id !== source.id) moved.push({ num: row.num, source });
  }
  const isWanted = (row: KnownSource) => wanted.get(row.num) === true;
  const toActivate = rows.filter((row) => row.isActive === 0 && isWanted(row));
  const toDeactivate = rows.filter((row) => row.isActive === 1 && !isWanted(row));
  return {
    moved,
    added,
    toActivate: toActivate.map(({ num }) => num),
    toDeactivate: toDeactivate.map(({ num }) => num),
    isNothing: moved.length + added.length + toActivate.length + toDeactivate.length === 0,
  };
}

/** A row follows one source only; of several users of one server each keeps the row of their own. */
function takeMoved(
  rows: ReadonlyMap<string, KnownSource[]>,
  address: string,
): KnownSource | undefined {
  const moved = rows.get(bareAddress(address)) ?? [];
  const own = moved.findIndex(({ url }) => userOf(url) === userOf(address));
  return moved.splice(Math.max(own, 0), 1)[0];
}

function userOf(address: string): string | undefined {
  return URL.parse(address)?.username;
}

async function followMoves(trx: Database, moved: readonly Moved[]): Promise<void> {
  for (const { num, source } of moved) {
    const { url } = source;
    await trx
      .updateTable("source")
      .set({ id: source.id, url, address: bareAddress(url), movedTo: null, movedAt: null })
      .where("num", "=", num)
      .execute();
  }
}

async function addSources(
  trx: Database,
  { added, now }: { readonly added: readonly Source[]; readonly now: number },
): Promise<void> {
  for (let start = 0; start < added.length; start += partSize) {
    const some = added.slice(start, start + partSize);
    const rows = some.map((source) => ({
      id: source.id,
      url: source.url,
      address: bareAddress(source.url),
      times: timesOf(source),
      isActive: source.enabled ? 1 : 0,
      addedAt: now,
    }));
    const made = await trx.insertInto("source").values(rows).returning("num as source").execute();
    await trx.insertInto("source_time").values(made).execute();
  }
}

type Change = { readonly nums: readonly number[]; readonly now: number };

/** Whoever lists a feed again that was gone wants it asked for again: a 410 can be a mistake. */
async function activate(trx: Database, { nums, now }: Change): Promise<void> {
  for (const num of nums) {
    await trx
      .updateTable("source_time")
      .set({ nextPollAt: now })
      .where("source", "in", (eb) =>
        eb
          .selectFrom("source")
          .select("num")
          .where("num", "=", num)
          .where("goneAt", "is not", null),
      )
      .execute();
    await trx
      .updateTable("source")
      .set({ isActive: 1, inactiveAt: null, goneAt: null })
      .where("num", "=", num)
      .execute();
  }
}

async function deactivate(trx: Database, { nums, now }: Change): Promise<void> {
  for (const num of nums) {
    await trx
      .updateTable("source")
      .set({ isActive: 0, inactiveAt: now })
      .where("num", "=", num)
      .execute();
  }
}
