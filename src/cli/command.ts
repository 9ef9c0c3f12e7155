import type { Readable } from "node:stream";
import type { Output } from "../log.ts";

/** This process and the others on the machine. */
export type ProcessTable = {
  readonly pid: number;
  isAlive(pid: number): boolean;
};

/** What the process edge hands to a command. */
export type Terminal = {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether a person looks at stderr: progress lines may be rewritten in place. */
  readonly isTerminal: boolean;
  readonly processes: ProcessTable;
  /** Aborted by SIGTERM and SIGINT. */
  readonly signal: AbortSignal;
};

export type Command = {
  readonly usage: string;
  readonly summary: string;
  /** The exit code: 0 fine, 1 the work failed, 2 wrong usage or config. */
  run(terminal: Terminal): Promise<number>;
};

/** Wrong arguments or a config that cannot be used: exit code 2; `message` is shown as it stands. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The work cannot be done, for a reason the operator can act on: exit code 1; `message` is shown as it stands. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
