import path from "node:path";
import type { Settings } from "../config/settings.ts";
import { freeDeadLeases } from "../store/dead-leases.ts";
import { StoreError } from "../store/store-error.ts";
import { openStore, type Store } from "../store/store.ts";
import { CommandError, type ProcessTable } from "./command.ts";
import { instanceId, isEndedInstance } from "./instance.ts";

/** Where the database is. */
export function databaseFile({ dataPath }: Settings): string {
  return path.join(dataPath, "feedloom.db");
}

/** Opens the database in the data folder; throws CommandError with one sentence where it cannot be used. */
export async function openDataStore(settings: Settings, processes: ProcessTable): Promise<Store> {
  const own = instanceId(processes);
  try {
    const store = await openStore({ file: databaseFile(settings), instanceId: own });
    await freeDeadLeases(store, (id) => isEndedInstance(id, own, processes));
    return store;
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}
