import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Settings } from "../config/settings.ts";
import { StoreError } from "../store/store-error.ts";
import { openStore, type Store } from "../store/store.ts";
import { CommandError } from "./command.ts";

/** Opens the database in the data folder; throws CommandError with one sentence where it cannot be used. */
export async function openDataStore({ dataPath }: Settings): Promise<Store> {
  try {
    return await openStore({ file: path.join(dataPath, "feedloom.db"), instanceId: randomUUID() });
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}
