import { setTimeout as sleep } from "node:timers/promises";

/** Resolves after `ms` (at once when not positive), or as soon as `signal` is aborted: the caller looks at the signal. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
