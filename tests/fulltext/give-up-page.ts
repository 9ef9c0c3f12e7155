import { setTimeout as sleep } from "node:timers/promises";
import { createPagePool } from "../../src/page-pool.ts";
import { pageTask } from "./page-task.ts";
import { endlessPage, slowPage } from "./slow-page.ts";

/** A process of its own that has nothing to do but wait for a page which takes too long, and for one behind it. */
const going = new AbortController().signal;
const pool = createPagePool(800);
const first = pool.read(pageTask(endlessPage()), going);
await sleep(300);
const second = pool.read(pageTask(slowPage(5)), going);
const results = await Promise.all([first, second]);
await pool.close();
process.stdout.write(results.map((result) => (result === null ? "given up" : "read")).join(", "));
