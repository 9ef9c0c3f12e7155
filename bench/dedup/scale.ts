import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { syncSources } from "../../src/store/sources.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { fill, type Filler } from "./fill.ts";
import { measure, type Measured } from "./measure.ts";
import { sourceOf } from "./sources.ts";

const now = Date.UTC(2024, 0, 1);
const measuredUrl = "https://measured.example/feed.xml";
const fillerUrl = "https://filler.example/feed.xml";

/**
 * What a new entry costs in processor time at growing numbers of stored entries (`sizes`: "10000,100000"), as the lines of a Markdown table: an entry
 * that stands alone, and one with a standing title that a thousandth of the stored ones have.
 */
export async function* scaleTable(sizes: string): AsyncGenerator<string> {
  const folder = mkdtempSync(join(tmpdir(), "feedloom-scale-"));
  const store = await openStore({ file: join(folder, "scale.db"), instanceId: "bench" });
  try {
    const filler = await fillerOf(store);
    yield* head;
    let from = 0;
    for (const to of (sizes || "10000,100000,1000000").split(",").map(Number)) {
      const before = await databaseBytes(store);
      await fillQuickly(store, filler, { from, to });
      const bytes = ((await databaseBytes(store)) - before) / (to - from);
      const feed = { feedUrl: measuredUrl, sourceId: sourceOf(measuredUrl).id, now, seed: to };
      const alone = await measure(store, { ...feed, hasStandingTitle: false });
      const standing = await measure(store, { ...feed, hasStandingTitle: true });
      yield row(to, [alone, standing, bytes]);
      from = to;
    }
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

const head = [
  "| stored entries | features and keys, µs | saving and joining, µs | of it deciding | … with a standing title, µs | of it deciding | bytes an entry, bodies apart |",
  "|---|---|---|---|---|---|---|",
];

function row(
  size: number,
  [alone, standing, bytes]: readonly [Measured, Measured, number],
): string {
  const cells = [
    size,
    alone.featuresUs,
    alone.savingUs,
    alone.decidingUs,
    standing.savingUs,
    standing.decidingUs,
    bytes,
  ];
  return `| ${cells.map(Math.round).join(" | ")} |`;
}

async function fillerOf(store: Store): Promise<Filler> {
  await syncSources(store, { sources: [measuredUrl, fillerUrl].map(sourceOf), now });
  const { num: source } = await store.db
    .selectFrom("source")
    .select("num")
    .where("url", "=", fillerUrl)
    .executeTakeFirstOrThrow();
  return { source, sourceId: sourceOf(fillerUrl).id, feedUrl: fillerUrl, now };
}

/** With a large cache, which the measured polls then do not find. */
async function fillQuickly(
  { db }: Store,
  filler: Filler,
  range: { readonly from: number; readonly to: number },
): Promise<void> {
  const { rows } = await sql<{ cache_size: number }>`pragma cache_size`.execute(db);
  await sql`pragma cache_size = -1000000`.execute(db);
  await fill(db, filler, range);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await sql`pragma cache_size = ${sql.lit(rows[0]?.cache_size ?? 0)}`.execute(db);
  await sql`pragma shrink_memory`.execute(db);
}

async function databaseBytes({ db }: Store): Promise<number> {
  const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  const size = await sql<{ page_size: number }>`pragma page_size`.execute(db);
  return (pages.rows[0]?.page_count ?? 0) * (size.rows[0]?.page_size ?? 0);
}
