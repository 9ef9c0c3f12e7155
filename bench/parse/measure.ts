/** Seconds of one pass over all documents. */
export type Seconds = { readonly wall: number; readonly cpu: number };

export const warmUpPasses = 2;
export const countedPasses = 5;

/**
 * The median pass after the warm-up. CPU time stands beside wall time because other programs disturb it less; it may be
 * the larger, since V8 collects garbage and compiles in threads of its own.
 */
export async function measurePasses(pass: () => Promise<void> | void): Promise<Seconds> {
  for (let count = 0; count < warmUpPasses; count += 1) await pass();
  const passes: Seconds[] = [];
  for (let count = 0; count < countedPasses; count += 1) passes.push(await measureOne(pass));
  return {
    wall: medianOf(passes.map(({ wall }) => wall)),
    cpu: medianOf(passes.map(({ cpu }) => cpu)),
  };
}

async function measureOne(pass: () => Promise<void> | void): Promise<Seconds> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await pass();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - startedAt) / 1000, cpu: (user + system) / 1e6 };
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
