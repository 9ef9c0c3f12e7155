const dayMs = 86_400_000;
/** Posting rates of blogs and news sites: log-normal with this σ; half post less than `medianPerDay`. */
const sigma = 1.8;
const medianPerDay = 0.3;
/** Share by which posting rises by day and falls by night. */
const dailySwing = 0.8;

/** The simulation begins at 0; what is posted and polled after `measuredFrom` counts. */
export const measuredFrom = 30 * dayMs;
export const simulatedUntil = 90 * dayMs;

/** Random numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Posts per day of one source. */
export function rateOf(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianPerDay * Math.exp(sigma * normal);
}

/** When a source posts, ascending: a Poisson process that swings with the time of day, made by thinning a steady one. */
export function postTimes(perDay: number, random: () => number): readonly number[] {
  const peakPerMs = (perDay * (1 + dailySwing)) / dayMs;
  const postsAt: number[] = [];
  for (let at = 0; at < simulatedUntil;) {
    at -= Math.log(1 - random()) / peakPerMs;
    const swing = 1 + dailySwing * Math.cos((2 * Math.PI * at) / dayMs);
    if (random() * (1 + dailySwing) < swing && at < simulatedUntil) postsAt.push(at);
  }
  return postsAt;
}
