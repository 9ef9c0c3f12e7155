import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

export type Load = {
  readonly requestsPerSecond: number;
  /** Milliseconds that 99 of 100 requests stay below. */
  readonly p99Ms: number;
};

export type LoadOrder = {
  readonly seconds: number;
  readonly headers: Readonly<Record<string, string>>;
};

const connections = 16;

/** Whether there is something to make load with. */
export function hasLoadGenerator(): boolean {
  return spawnSync("wrk", ["-v"]).error === undefined;
}

/** Asks for `url` on kept connections, each as fast as it is answered, from a process of its own (wrk). */
export async function load(url: string, { seconds, headers }: LoadOrder): Promise<Load> {
  const named = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const shape = ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency"];
  const child = spawn("wrk", [...shape, ...named, url], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  if (/Non-2xx|Socket errors/u.test(output)) throw new Error(output);
  const rate = /Requests\/sec:\s+([\d.]+)/u.exec(output)?.[1];
  return { requestsPerSecond: Number(rate), p99Ms: milliseconds(/99%\s+(\S+)/u.exec(output)?.[1]) };
}

const unitMs: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

function milliseconds(text = ""): number {
  const [, number, unit = ""] = /^([\d.]+)([a-z]+)$/u.exec(text) ?? [];
  return Number(number) * (unitMs[unit] ?? Number.NaN);
}
