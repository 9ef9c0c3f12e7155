/**
 * Compares ways of choosing when to poll on simulated sources: how long a post waits for its poll, and what that costs in
 * requests. `npm run bench:schedule [sources] [seed]`; the table is in docs/scheduling.md.
 */
import { postTimes, randomFrom, rateOf } from "./schedule/posts.ts";
import { adaptive, entryFrequency, every, optimum, valueFor } from "./schedule/policies.ts";
import type { Policy } from "./schedule/policies.ts";
import { simulate } from "./schedule/simulate.ts";
import type { Result, SimulatedSource } from "./schedule/simulate.ts";

const [sourceCount = "2000", seed = "1"] = process.argv.slice(2);
const hourMs = 3_600_000;

function simulatedSources(count: number, random: () => number): SimulatedSource[] {
  return Array.from({ length: count }, () => {
    const perDay = rateOf(random);
    return { perDay, postsAt: postTimes(perDay, random), phase: random() };
  });
}

function row(name: string, result: Result): string {
  const cells = [
    result.requestsPerDay.toFixed(1),
    `${(result.meanDelayMs / hourMs).toFixed(2)} h`,
    `${(result.meanSourceDelayMs / hourMs).toFixed(1)} h`,
    (result.missedShare * 1000).toFixed(1),
  ];
  return `| ${[name, ...cells].join(" | ")} |`;
}

const sources = simulatedSources(Number(sourceCount), randomFrom(Number(seed)));
const ours = simulate(sources, adaptive);
const budget = ours.requestsPerDay;
const frequencyAt = (factor: number): Policy => entryFrequency(hourMs, factor);
const factor = valueFor(budget, (tried) => simulate(sources, frequencyAt(tried)).requestsPerDay);
const rows: [string, Result][] = [
  ["every hour", simulate(sources, every(hourMs))],
  [
    "Miniflux `entry_frequency` as shipped, 5 min to 24 h",
    simulate(sources, entryFrequency(hourMs / 12)),
  ],
  ["the same between 1 h and 24 h", simulate(sources, frequencyAt(1))],
  [
    `the same with its factor at ${factor.toFixed(1)}: our requests`,
    simulate(sources, frequencyAt(factor)),
  ],
  ["one interval for all: our requests", simulate(sources, every((24 * hourMs) / budget))],
  ["**Feedloom**", ours],
  ["the optimum, rates known: our requests", simulate(sources, optimum(sources, budget))],
];
const lines = [
  "| polled | requests per source and day | mean delay of a post | mean of the sources' delays | missed of 1,000 |",
  "|---|---:|---:|---:|---:|",
  ...rows.map(([name, result]) => row(name, result)),
];
process.stdout.write(`${lines.join("\n")}\n`);
