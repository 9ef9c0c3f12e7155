import { DatabaseSync } from "node:sqlite";

/** The entry of the thread that makes checkpoints (see checkpoints.ts). `passive`: no reader or writer waits for it. */
export function checkpoint(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec("pragma wal_checkpoint(passive)");
  } finally {
    database.close();
  }
}
