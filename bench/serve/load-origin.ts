import { spawn } from "node:child_process";
import { once } from "node:events";

export type LoadOrigin = {
  readonly urls: readonly string[];
  /** Puts a new entry into that share of the feeds. */
  step(share: number): Promise<void>;
  stop(): void;
};

export type LoadShape = {
  readonly script: string;
  readonly feeds: number;
  readonly entries: number;
  readonly port: number;
};

/** Many distinct feeds, served from memory by a process of its own. */
export async function startLoadOrigin({
  script,
  feeds,
  entries,
  port,
}: LoadShape): Promise<LoadOrigin> {
  const shape = ["--feeds", `${feeds}`, "--entries", `${entries}`, "--port", `${port}`];
  const child = spawn(process.execPath, [script, ...shape], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const base = `http://127.0.0.1:${port}`;
  return {
    urls: Array.from({ length: feeds }, (_, number) => `${base}/feed/${number}.xml`),
    step: async (share) => {
      await fetch(`${base}/_step?share=${share}`, { method: "POST" });
    },
    stop: () => void child.kill(),
  };
}
