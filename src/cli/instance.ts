import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { ProcessTable } from "./command.ts";

/** Names this process among all that use the database: machine, process, and a part that never comes again. */
export function instanceId({ pid }: ProcessTable): string {
  return `${hostname()}/${pid}/${randomUUID()}`;
}

/**
 * Whether the process that had this id is known to have ended. Of another machine that cannot be known. A process with
 * our own number was before us: in a container every start is number 1.
 */
export function isEndedInstance(id: string, own: string, processes: ProcessTable): boolean {
  const [machine, pid] = id.split("/");
  if (id === own || machine !== hostname() || !/^\d+$/u.test(pid ?? "")) return false;
  return Number(pid) === processes.pid || !processes.isAlive(Number(pid));
}
