import { writeFile } from "node:fs/promises";
import path from "node:path";
import { FeedSite } from "../support/feed-site.ts";
import { Workplace, type Service } from "../support/run-feedloom.ts";
import { stressInputs, type StressInput } from "./stress-inputs.ts";
import {
  upstreamFormats,
  upstreamTypes,
  writeUpstream,
  type UpstreamFormat,
} from "./write-upstream.ts";

export type StressedSource = {
  readonly input: StressInput;
  readonly format: UpstreamFormat;
  readonly host: string;
  /** Its address, as the config names it. */
  readonly url: string;
};

/** Every input in every format, polled by one service; the planet's own title and subtitle are hard ones, too. */
export class StressedPlanet implements AsyncDisposable {
  readonly sources: readonly StressedSource[];
  readonly pollOutput: string;
  readonly service: Service;
  readonly #site: FeedSite;
  readonly #workplace: Workplace;

  private constructor(parts: Parts) {
    this.sources = parts.sources;
    this.pollOutput = parts.pollOutput;
    this.service = parts.service;
    this.#site = parts.site;
    this.#workplace = parts.workplace;
  }

  static async start(): Promise<StressedPlanet> {
    const site = await FeedSite.start();
    const sources = stressInputs.flatMap((input, number) =>
      upstreamFormats.map((format) => {
        const place = `/${number}/${format}`;
        const host = `s${number}-${format}.example`;
        site.put(place, writeUpstream(input.upstream, format, host), upstreamTypes[format]);
        return { input, format, host, url: site.url(place) };
      }),
    );
    const workplace = await Workplace.create(planetConfig(sources));
    const polled = await workplace.run(["poll", "--all"], { LOG_LEVEL: "warn" });
    const service = await workplace.serve({ LOG_LEVEL: "info" });
    return new StressedPlanet({
      sources,
      pollOutput: polled.stdout + polled.stderr,
      service,
      site,
      workplace,
    });
  }

  async text(name: string): Promise<string> {
    const answer = await fetch(this.service.url + name);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
    return answer.text();
  }

  /** Writes a document of the site into a file; gives its path. */
  async save(name: string): Promise<string> {
    const file = path.join(this.#workplace.folder, name);
    await writeFile(file, await this.text(name));
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.service.stop();
    await this.#workplace[Symbol.asyncDispose]();
    await this.#site[Symbol.asyncDispose]();
  }
}

type Parts = {
  readonly sources: readonly StressedSource[];
  readonly pollOutput: string;
  readonly service: Service;
  readonly site: FeedSite;
  readonly workplace: Workplace;
};

/** The inputs share their words on purpose: they are not to be joined. */
function planetConfig(sources: readonly StressedSource[]): string {
  return `
title: "Pl\\u000banet <b>bold</b> AT&amp;T ]]> y"
subtitle: 'd < e & f ]]> g ]]> h'
posts: { limit: 1000, newSourceLimit: 0 }
dedup: { enabled: false }
poll: { allowPrivateAddresses: true, perHostDelay: 0s, perHost: 16, webSub: false }
feeds:
${sources.map(({ url }) => `  - ${url}`).join("\n")}
`;
}
