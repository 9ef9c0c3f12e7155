import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventually, Workplace } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";
import { HostileOrigin } from "./hostile-origin.ts";

const folder = sharedPath("origin");

/** What has taken other readers down, or kept them busy for ever. */
const lethal = [
  ..."/never-ends /never-ends-slow /gzip-bomb /br-bomb /huge-100mb /huge-declared".split(" "),
  ..."/slow-headers /slow-body-drip /encoding-chain /bad-gzip /truncated /garbage".split(" "),
  ..."/reset-mid-body /reset-at-once /header-flood /not-http /redirect-loop".split(" "),
  ..."/redirect-self /redirect-deep /redirect-to-private /empty /html-instead".split(" "),
  ...Array.from({ length: 30 }, (_, index) => `/redirect-to-private/${index}`),
];
/** These may be read, if they can be, and must do no harm. */
const heavy = [
  ..."/entity-bomb /quadratic /xxe /xxe-param /xinclude /deep-nesting".split(" "),
  ..."/attr-flood /proto-keys /huge-entries /huge-title /xss /xss-rss".split(" "),
];
const harmless = Array.from({ length: 20 }, (_, index) => `/feed/${index}`);

type Status = {
  readonly url: string;
  readonly outcome: string | null;
  readonly error: string | null;
  readonly lastPollAt: string | null;
};

async function statuses(url: string): Promise<readonly Status[]> {
  const answer = await fetch(`${url}status.json`);
  return ((await answer.json()) as { sources: Status[] }).sources;
}

/** The most memory a process has had; null where the system does not tell. */
function peakMiB(pid: number): number | null {
  try {
    const found = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return found === undefined ? null : Math.round(Number(found) / 1024);
  } catch {
    return null;
  }
}

it.skipIf(folder === null)(
  "lethal feeds, all at once, neither take the service down nor hold up other sources",
  async () => {
    await using origin = await HostileOrigin.start({ folder: folder ?? "", scale: 1, hosts: 8 });
    const at = (host: number, path: string): string =>
      `http://127.0.0.${host}:${origin.port}${path}`;
    const bad = [...lethal, ...heavy].map((path, index) => at(2 + (index % 7), path));
    const good = harmless.map((path) => at(1, path));
    await using workplace = await Workplace.create(`
poll:
  timeout: 8s
  perHostDelay: 50ms
  allowPrivateAddresses: ${JSON.stringify(origin.allowedHosts)}
feeds: ${JSON.stringify([...bad, ...good])}
`);
    const startedAt = Date.now();
    const service = await workplace.serve();
    const all = await eventually(
      async () => {
        const sources = await statuses(service.url);
        return sources.every(({ outcome }) => outcome !== null) ? sources : null;
      },
      { withinMs: 60_000, what: "the first poll of every source" },
    );
    const peak = peakMiB(service.pid);
    const pathOf = ({ url }: Status): string => new URL(url).pathname;
    const failed = all.filter(({ error }) => error !== null).map(pathOf);
    expect(failed).toEqual(expect.arrayContaining(lethal));
    const others = all.filter((source) => harmless.includes(pathOf(source)));
    expect(others.map(({ outcome }) => outcome)).toEqual(harmless.map(() => "updated"));
    const latest = Math.max(...others.map(({ lastPollAt }) => Date.parse(lastPollAt ?? "")));
    const waitedMs = latest - startedAt;
    process.stdout.write(`peak memory ${peak} MiB; others polled within ${waitedMs} ms\n`);
    expect(waitedMs).toBeLessThan(20_000);
    // Usually 205 to 235. Memory that the system does not tell counts as none.
    expect(peak ?? 0).toBeLessThan(256);
    expect((await fetch(`${service.url}atom.xml`)).status).toBe(200);
    expect(readFileSync(origin.log, "utf8")).not.toContain('"canary":true');
    expect(await service.stop()).toBe(0);
  },
  120_000,
);
