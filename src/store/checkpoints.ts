import { Piscina } from "piscina";

/** A few megabytes of log. */
const commitsEach = 50;

/** The thread ends when there is nothing to do for so long. */
const idleTimeoutMs = 5_000;

/**
 * What was committed lies in the log until a checkpoint takes it into the database's file. That takes two waits for the
 * disk, 20 ms and more, so it happens in a thread of its own: SQLite itself would do it within some commit, and the event
 * loop would wait.
 */
export class Checkpoints {
  readonly #file: string;
  #threads: Piscina<string, void> | null = null;
  #commits = 0;
  #isRunning = false;

  constructor(file: string) {
    this.#file = file;
  }

  noteCommit(): void {
    this.#commits += 1;
    if (this.#commits < commitsEach || this.#isRunning) return;
    this.#commits = 0;
    void this.#run();
  }

  async close(): Promise<void> {
    await this.#threads?.destroy();
  }

  /** One that fails costs nothing: the log grows, and SQLite's own checkpoint comes at its limit (sqlite.ts). */
  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      this.#threads ??= createThread();
      await this.#threads.run(this.#file);
    } catch {
      // See above.
    } finally {
      this.#isRunning = false;
    }
  }
}

function createThread(): Piscina<string, void> {
  return new Piscina({
    filename: new URL("checkpoint-worker.ts", import.meta.url).href,
    name: "checkpoint",
    recordTiming: false,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleTimeoutMs,
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
}
