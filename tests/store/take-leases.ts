/** Takes what is due, a few at a time, until nothing is left, and prints the ids. Arguments: database, instance id. */
import { takeDue } from "../../src/store/leases.ts";
import { openStore } from "../../src/store/store.ts";
import { noon } from "./samples.ts";

const [file = "", instanceId = ""] = process.argv.slice(2);
const store = await openStore({ file, instanceId });
for (;;) {
  const states = await takeDue(store, { now: noon, leaseMs: 3_600_000, limit: 7 });
  if (states.length === 0) break;
  process.stdout.write(states.map(({ id }) => `${id}\n`).join(""));
}
await store.close();
