/**
 * The dedup benchmark through the service's own code: `npm run --silent bench:dedup -- pairs FILE`, `-- stream FILE`
 * (JSON lines on stdout) or `-- scale` (cost at growing numbers of stored entries, a table).
 */
import { decidePairs } from "./dedup/pairs.ts";
import { scaleTable } from "./dedup/scale.ts";
import { assignStream } from "./dedup/stream.ts";

function printLines(values: Iterable<unknown>): void {
  for (const value of values) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  }
}

const [task, file = ""] = process.argv.slice(2);
if (task === "pairs" && file !== "") {
  printLines(decidePairs(file));
} else if (task === "stream" && file !== "") {
  printLines(await assignStream(file));
} else if (task === "scale") {
  for await (const line of scaleTable(file)) {
    process.stdout.write(`${line}\n`);
  }
} else {
  process.stderr.write("usage: bench:dedup -- pairs FILE | stream FILE | scale [ENTRIES,…]\n");
  process.exitCode = 2;
}
