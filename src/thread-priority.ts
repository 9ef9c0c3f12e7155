import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";

/**
 * Lets this thread run when no other wants to: reading documents must not hold up those who are answered meanwhile. Linux
 * counts the priority of each thread by itself and tells its number; elsewhere nothing changes.
 */
export function giveWay(): void {
  try {
    const thread = readlinkSync("/proc/thread-self").split("/").at(-1);
    setPriority(Number(thread), constants.priority.PRIORITY_LOW);
  } catch {
    // Not on this system, or not allowed.
  }
}
