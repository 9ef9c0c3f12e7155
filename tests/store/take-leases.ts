/** Takes what is due, a few at a time, until nothing is left, and prints the ids. Arguments: database, instance id. */
import { takeDue } from "../../src/store/leases.ts";
import { openStore } from "../../src/store/store.ts";
import { noon } from "./samples.ts";

const [file = "", instanceId = ""] = process.argv.slice(2);
const store = await openStore({ file, instanceId });
for (;;) {
  const ids = await takeDue(store, { now: noon, leaseMs: 3_600_000, limit: 7 });
  if (ids.length === 0) break;
  process.stdout.write(ids.map((id) => `${id}\n`).join(""));
}
await store.close();
