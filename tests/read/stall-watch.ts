export type Stall = {
  /** Longest time the event loop did not turn; on a busy machine much of it is other programs' doing. */
  readonly longestMs: number;
  /** Longest time this thread worked without turning. */
  readonly longestWorkMs: number;
};

const tickMs = 2;

/** Watches the event loop of this thread until it is stopped. */
export function watchStalls(): () => Stall {
  let longestMs = 0;
  let longestWorkMs = 0;
  let lastAt = performance.now();
  let lastWork = workedMs();
  const timer = setInterval(() => {
    const at = performance.now();
    const work = workedMs();
    longestMs = Math.max(longestMs, at - lastAt);
    longestWorkMs = Math.max(longestWorkMs, work - lastWork);
    lastAt = at;
    lastWork = work;
  }, tickMs);
  return () => {
    clearInterval(timer);
    return { longestMs, longestWorkMs };
  };
}

/** CPU time of this thread. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
