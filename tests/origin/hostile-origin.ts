import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export type OriginOptions = {
  /** The folder with origin.mjs and score.mjs. */
  readonly folder: string;
  /** Every duration the origin states is multiplied by it. */
  readonly scale: number;
  /** Also on a port with a certificate that no one should trust; needs openssl. */
  readonly hasTls?: boolean;
  /** Loopback addresses, 127.0.0.1 and up: a 429 rests a host, and a test need not wait for one host's turns. */
  readonly hosts: number;
};

export type Verdict = {
  readonly id: string;
  /** FAIL: a rule was broken; N/A: it had no occasion to be; INFO: no rule. */
  readonly verdict: "PASS" | "FAIL" | "N/A" | "INFO";
  readonly title: string;
  readonly evidence: string;
};

/** Parts of the origin that no one subscribes to: targets of redirects, pages, the hub. */
const helpers = [/^\/$/u, /^\/(?:moved|hop|r|article|status)\//u, /^\/hub/u, /^\/robots\.txt$/u];
const targets = new Set(["/login", "/mid-302", "/redirect-loop-b"]);
/** They make their host rest: each has one of its own, from the second on, as far as there are enough. */
const limited = ["/retry-after-seconds", "/retry-after-bad", "/retry-after-once"];

/** The hostile origin as a process of its own, with its log. */
export class HostileOrigin implements AsyncDisposable {
  readonly port: number;
  /** Answers with a certificate that no one should trust. */
  readonly tlsPort: number;
  readonly log: string;
  readonly #options: OriginOptions;
  readonly #workFolder: string;
  readonly #stop: () => void;
  #paths: readonly string[] = [];

  private constructor(
    options: OriginOptions,
    place: {
      readonly port: number;
      readonly tlsPort: number;
      readonly workFolder: string;
      readonly stop: () => void;
    },
  ) {
    this.#options = options;
    this.port = place.port;
    this.tlsPort = place.tlsPort;
    this.#workFolder = place.workFolder;
    this.#stop = place.stop;
    this.log = path.join(place.workFolder, "origin.jsonl");
  }

  static async start(options: OriginOptions): Promise<HostileOrigin> {
    const [port, canaryPort, tlsPort] = await Promise.all([freePort(), freePort(), freePort()]);
    const workFolder = mkdtempSync(path.join(tmpdir(), "feedloom-origin-"));
    const settings = {
      port,
      "canary-port": canaryPort,
      "tls-port": options.hasTls === true ? tlsPort : 0,
      log: path.join(workFolder, "origin.jsonl"),
      scale: options.scale,
      hosts: options.hosts,
      latency: 100,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const script = path.join(options.folder, "origin.mjs");
    const child = spawn(process.execPath, ["--max-old-space-size=512", script, ...flags], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const place = { port, tlsPort, workFolder, stop: () => void child.kill() };
    const origin = new HostileOrigin(options, place);
    await origin.#warmUp();
    return origin;
  }

  /** The hosts a config has to allow; the canary's port is not among them. */
  get allowedHosts(): readonly string[] {
    const plain = [...this.#hosts, "localhost"].map((host) => `${host}:${this.port}`);
    return [...plain, `127.0.0.1:${this.tlsPort}`];
  }

  /** Every path that is a feed or claims to be one; what answers 429 is on other hosts than the rest. */
  get sources(): readonly string[] {
    const resting = this.#hosts.slice(1, 1 + limited.length);
    const others = this.#hosts.filter((host) => !resting.includes(host));
    return this.#paths.map((one, index) => {
      const rank = limited.indexOf(one);
      const [hosts, place] = rank === -1 ? [others, index] : [resting, rank];
      return `http://${hosts[place % hosts.length]}:${this.port}${one}`;
    });
  }

  /** A feed behind a certificate that no one should trust. */
  get untrusted(): string {
    return `https://127.0.0.1:${this.tlsPort}/both`;
  }

  /** Under a name of its own: its requests are no polls, and are counted apart. */
  get hub(): string {
    return `http://localhost:${this.port}/hub`;
  }

  /** Has its hub deliver a new entry of `/websub`, honestly or (`bad-sig`, `no-sig`, `wrong-topic` …) not. */
  async publish(mode: string): Promise<void> {
    await fetch(this.#address(`/_publish?topic=/websub&mode=${mode}`), { method: "POST" });
  }

  /** Has its hub verify a subscription that nobody asked for. */
  async verifyUnasked(): Promise<void> {
    const topic = encodeURIComponent("https://unasked.example/feed");
    await fetch(this.#address(`/_verify?mode=subscribe&topic=${topic}`), { method: "POST" });
  }

  /** Tells the log that the client was restarted. */
  async markRestart(): Promise<void> {
    await fetch(this.#address("/_mark?name=restart"), { method: "POST" });
  }

  /** Moves the origin's clock on. */
  async advance(seconds: number): Promise<void> {
    const body = JSON.stringify({ advance: seconds });
    await fetch(this.#address("/_clock"), { method: "POST", body });
  }

  /** The judgement on all requests so far. */
  score(): readonly Verdict[] {
    const script = path.join(this.#options.folder, "score.mjs");
    const text = execFileSync(process.execPath, [script, this.log, "--json"], { encoding: "utf8" });
    return JSON.parse(text) as Verdict[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
    rmSync(this.#workFolder, { recursive: true, force: true });
  }

  /** Asks what there is, and has the largest bomb made (the origin stands still meanwhile); then the log begins anew. */
  async #warmUp(): Promise<void> {
    const routes = (await (await fetch(this.#address("/"))).json()) as { path: string }[];
    this.#paths = routes
      .flatMap((route) => spellOut(route.path))
      .filter((one) => !targets.has(one) && !helpers.some((helper) => helper.test(one)));
    const bomb = await fetch(this.#address("/br-bomb"), { headers: { "accept-encoding": "none" } });
    await bomb.body?.cancel();
    await fetch(this.#address("/_reset"), { method: "POST" });
  }

  get #hosts(): readonly string[] {
    return Array.from({ length: this.#options.hosts }, (_, index) => `127.0.0.${index + 1}`);
  }

  #address(where: string): string {
    return `http://127.0.0.1:${this.port}${where}`;
  }
}

const dupKinds =
  "original tracking https www slash amp amp-query fragment case default-port encoded mobile param-order feedproxy same-guid planet";

/** Paths that end in a slash stand for many. */
function spellOut(route: string): readonly string[] {
  if (route === "/redirect-to-private/") return Array.from({ length: 30 }, (_, n) => route + n);
  if (route === "/dup/") return dupKinds.split(" ").map((kind) => route + kind);
  if (route === "/feed/") return Array.from({ length: 10 }, (_, n) => route + n);
  return [route];
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a person wants to read of a judgement: `FAIL C1 title (evidence)`. */
export function verdictLine({ id, verdict, title, evidence }: Verdict): string {
  return `${verdict} ${id} ${title} (${evidence})`;
}
