import { createTask, parse, validateDetailed } from "node-cron";
import type { Logger } from "node-cron";
import { nextTimeOf } from "./cron-times.ts";
import type { ScheduleLog } from "./log.ts";

/** A tick is dropped by node-cron when the event loop is later than this; its own second loses ticks under load. */
const latenessMs = 60_000;

export type TickOptions = {
  readonly expression: string;
  readonly timezone: string;
  readonly onTick: () => Promise<void>;
  readonly log: ScheduleLog;
};

export type Ticks = { stop(): Promise<void> };

/** Calls `onTick` by cron, never while the call before it still runs. What it throws is logged. */
export function startTicks({ expression, timezone, onTick, log }: TickOptions): Ticks {
  const task = createTask(expression, () => onTick(), {
    timezone,
    noOverlap: true,
    missedExecutionTolerance: latenessMs,
    // After a laptop's sleep it would warn once for every missed tick.
    suppressMissedWarning: true,
    logger: cronLogger(log),
  });
  void task.start();
  return { stop: async () => task.destroy() };
}

/**
 * The first time after `after` (milliseconds since the epoch) that the expression means; null: it never comes.
 * Throws on an expression `cronProblem` complains about, RangeError on an unknown time zone.
 */
export function nextCronTime(expression: string, timezone: string, after: number): number | null {
  return nextTimeOf(parse(expression), timezone, after);
}

/** What is wrong with a cron expression, for the operator; null: nothing. */
export function cronProblem(expression: string): string | null {
  const { valid, errors } = validateDetailed(expression);
  return valid ? null : errors.map((error) => error.message).join("; ");
}

/** Without one of ours node-cron writes coloured lines to the console. */
function cronLogger(log: ScheduleLog): Logger {
  const failed = (message: string | Error, cause?: Error): void => {
    const err = message instanceof Error ? message : cause;
    log.error(err === undefined ? { message } : { err }, "scheduled tick failed");
  };
  return {
    info: (message) => log.debug({ cron: message }, "cron"),
    // Its only warning left: a tick came while the one before it still looked for due sources.
    warn: (message) => log.debug({ cron: message }, "cron tick skipped"),
    error: failed,
    debug: (message) => log.debug({ cron: String(message) }, "cron"),
  };
}
