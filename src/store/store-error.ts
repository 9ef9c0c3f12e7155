/**
 * Why the store could not do its work. `full`: no room on the disk; `locked`: another process held the database too
 * long; `newer`: written by a newer program; `unreadable`: file or folder cannot be opened, read or written;
 * `closed`: asked after `close()`.
 */
export type StoreReason = "full" | "locked" | "newer" | "unreadable" | "closed";

/** `message` is one sentence for the operator. After `full` and `locked` the same call may be tried again. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly reason: StoreReason;

  constructor(reason: StoreReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}
