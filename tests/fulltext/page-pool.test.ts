import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createPagePool, type PagePool } from "../../src/page-pool.ts";
import { pageTask } from "./page-task.ts";
import { endlessPage, slowPage } from "./slow-page.ts";

function poolFor(readWithinMs: number): PagePool {
  const pool = createPagePool(readWithinMs);
  onTestFinished(() => pool.close());
  return pool;
}

const going = new AbortController().signal;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

test("a page has its time for itself: slow ones before it take nothing of it", async () => {
  const slow = slowPage(500);
  const first = poolFor(60_000);
  const coldMs = await timed(() => first.read(pageTask(slow), going));
  const warmMs = await timed(() => first.read(pageTask(slow), going));
  const withinMs = Math.ceil(2 * coldMs);
  const count = Math.ceil((1.3 * withinMs) / warmMs);
  const pages = [...Array.from({ length: count }, () => slow), slowPage(5)];
  const pool = poolFor(withinMs);
  const tasks = pages.map((page) => pageTask(page));
  const results = await Promise.all(tasks.map((task) => pool.read(task, going)));
  expect(results.map((result) => result?.page?.includes("word4,") ?? null)).toEqual(
    pages.map(() => true),
  );
  // Moved to the thread, not copied.
  expect(tasks.map(({ page }) => typeof page !== "string" && page.body.byteLength)).toEqual(
    pages.map(() => 0),
  );
}, 120_000);

test("a stop waits for no page, neither the one that is read nor those behind it", async () => {
  const stopping = new AbortController();
  const pool = createPagePool();
  const pages = [endlessPage(), endlessPage(), slowPage(5)];
  const reads = pages.map((page) => pool.read(pageTask(page), stopping.signal));
  const ends = Promise.allSettled(reads);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const reason = new Error("Feedloom is stopping.");
  stopping.abort(reason);
  expect(await ends).toEqual(pages.map(() => ({ status: "rejected", reason })));
  await pool.close();
});

test("a command that has nothing but such a page to wait for ends as it should", async () => {
  const script = path.join(import.meta.dirname, "give-up-page.ts");
  const child = spawn(process.execPath, [script]);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect(code).toBe(0);
  // On a busy machine the small one behind it may take too long as well.
  expect(output).toMatch(/^given up, (?:read|given up)$/);
}, 30_000);
