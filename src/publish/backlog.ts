import type { Config } from "../model/config.ts";

/** `newSourceLimit` counts what rules leave; of a huge archive only so many times more are looked at … */
const rulesMayDrop = 50;

/** … and however small it is, so many. */
const minBacklog = 500;

/** How many entries of a source's first poll are looked at, the newest by date; null: all, they have no limit. */
export function maxBacklog({ posts: { newSourceLimit } }: Config): number | null {
  return newSourceLimit === 0 ? null : Math.max(minBacklog, newSourceLimit * rulesMayDrop);
}
