import { setTimeout as delay } from "node:timers/promises";
import type { CompiledQuery } from "kysely";
import type { Database } from "./schema.ts";

type Waiting = {
  readonly writes: readonly CompiledQuery[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

/** Polls that end within this time share a transaction: a commit costs more than the row it writes. */
const gatherMs = 20;
const maxPollsPerTransaction = 200;

/** Gathers the writes of polls that brought nothing (most of all polls) into common transactions. */
export class OutcomeBatch {
  readonly #db: Database;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Resolves when the writes are committed, in their order and in one transaction. */
  add(writes: readonly CompiledQuery[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ writes, done, failed });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Resolves when nothing waits any more. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (this.#waiting.length < maxPollsPerTransaction) await delay(gatherMs);
      await this.#writeSome(this.#waiting.splice(0, maxPollsPerTransaction));
    }
    this.#writing = null;
  }

  async #writeSome(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#db.transaction().execute((trx) => runAll(trx, batch));
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}

/**
 * On the transaction's connection itself: asking Kysely for it again takes longer than the row's write. A write that fails
 * is the last one: SQLite may have rolled back by itself (a full disk), and what came after would be kept alone.
 */
async function runAll(trx: Database, batch: readonly Waiting[]): Promise<void> {
  await trx.getExecutor().provideConnection(async (connection) => {
    for (const { writes } of batch) {
      for (const write of writes) await connection.executeQuery(write);
    }
  });
}
