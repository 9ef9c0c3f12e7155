/**
 * Polls one source again and again, each time with more entries and some edits, until it is killed; says `saving` before
 * each poll. Arguments: database, first round.
 */
import { savePoll } from "../../src/store/save-poll.ts";
import { openStore } from "../../src/store/store.ts";
import { killedPoll } from "./killed-poll.ts";

const [file = "", first = "0"] = process.argv.slice(2);
const store = await openStore({ file, instanceId: "killed" });
for (let round = Number(first); ; round++) {
  process.stdout.write(`${round}\n`);
  await savePoll(store, killedPoll(round));
}
