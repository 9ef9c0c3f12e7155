import type { Workplace } from "../../tests/support/run-feedloom.ts";
import { load } from "./load.ts";
import { startNginx } from "./nginx.ts";

export type ThroughputOrder = { readonly rounds: number; readonly seconds: number };

type Kind = "304" | "plain" | "gzip";

const goals: Readonly<Record<Kind, number>> = { "304": 40, plain: 60, gzip: 60 };

/** Prints requests a second, ours and nginx' in turn so that both see the same machine. */
export async function measureThroughput(
  workplace: Workplace,
  { rounds, seconds }: ThroughputOrder,
): Promise<void> {
  const service = await workplace.serve();
  const body = Buffer.from(await (await fetch(`${service.url}atom.xml`)).arrayBuffer());
  const nginx = await startNginx(workplace.folder, body, 8_192);
  if (nginx === null) process.stdout.write("nginx is not installed: our own numbers only\n");
  process.stdout.write(`/atom.xml: ${body.length} bytes\n`);
  process.stdout.write(
    "| | Feedloom, requests/s | nginx | share | goal |\n|---|---|---|---|---|\n",
  );
  for (const kind of ["304", "plain", "gzip"] as const) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await rateOf(service.url, kind, seconds));
      if (nginx !== null) theirs.push(await rateOf(nginx.url, kind, seconds));
    }
    say(kind, ours, theirs);
  }
  nginx?.stop();
  await service.stop();
}

async function rateOf(base: string, kind: Kind, seconds: number): Promise<number> {
  const url = `${base}atom.xml`;
  const headers = await headersFor(url, kind);
  return (await load(url, { seconds, headers })).requestsPerSecond;
}

async function headersFor(url: string, kind: Kind): Promise<Readonly<Record<string, string>>> {
  if (kind === "plain") return {};
  if (kind === "gzip") return { "accept-encoding": "gzip" };
  const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
  await answer.arrayBuffer();
  return { "if-none-match": answer.headers.get("etag") ?? "" };
}

/** The share is the median of the rounds' shares: what else runs on the machine comes and goes. */
function say(kind: Kind, ours: readonly number[], theirs: readonly number[]): void {
  const share = median(theirs.map((rate, round) => (100 * (ours[round] ?? 0)) / rate));
  const written = Number.isNaN(share) ? "–" : `${Math.round(share)} %`;
  const medians = [ours, theirs].map((rates) => Math.round(median(rates)));
  process.stdout.write(`| ${[kind, ...medians, written, `≥ ${goals[kind]} %`].join(" | ")} |\n`);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
