import { createFetcher } from "./fetch/fetcher.ts";
import type { FetchSettings } from "./fetch/settings.ts";
import { leaseDue, leaseNamed, type DueSource } from "./due-sources.ts";
import { createJoin } from "./join.ts";
import type { Logger } from "./log.ts";
import type { Config, PollSettings } from "./model/config.ts";
import { rememberedMs } from "./model/host-rest.ts";
import { createPagePool } from "./page-pool.ts";
import { fillPages } from "./poll-pages.ts";
import { pollSource, type PollReport } from "./poll.ts";
import type { PollTools } from "./poll-tools.ts";
import { Push } from "./push.ts";
import { createReadPool } from "./read-pool.ts";
import { BodyRooms } from "./schedule/body-rooms.ts";
import { Slots } from "./schedule/slots.ts";
import { createQueue, type Queue, type Turn } from "./schedule/queue.ts";
import { restingHosts } from "./store/hosts.ts";
import { postponePoll, releaseLeases } from "./store/leases.ts";
import { HeldLeases } from "./store/held-leases.ts";
import type { Join } from "./store/join.ts";
import { saveFailed } from "./store/save-outcome.ts";
import { StoreError } from "./store/store-error.ts";
import type { Store } from "./store/store.ts";
import { UnsavedPolls } from "./unsaved-polls.ts";
import { version } from "./version.ts";

export type { DueSource } from "./due-sources.ts";

export type PipelineOptions = {
  readonly config: Config;
  /** Public address of this Feedloom, named in the User-Agent. */
  readonly siteUrl: string;
  readonly store: Store;
  readonly log: Logger;
  readonly redact: (text: string) => string;
  readonly now: () => number;
  /** The queue of the pipeline before, whose pauses and rests go on; absent: a new one. */
  readonly queue?: Queue;
  /** Whom entries are joined with; absent: by the config. */
  readonly join?: Join;
  /** Whether hubs can reach this process: it serves. */
  readonly isServing?: boolean;
};

/** What polling needs, built once; `serve` and `poll` drive the same one. */
export type Pipeline = {
  readonly queue: Queue;
  /** Leases what is due until the instant given. */
  due(until: number): Promise<readonly DueSource[]>;
  /** Leases the named sources, due or not, as they are asked for; those another process polls now are left out. */
  named(ids: readonly string[]): AsyncIterable<readonly DueSource[]>;
  /** Polls a leased source; null where it was not polled (stopped, lease lost, store not writable). Never throws. */
  poll(due: DueSource, turn: Turn, signal: AbortSignal): Promise<PollReport | null>;
  /** Gives a source back whose host rests. */
  postpone(due: DueSource, until: number): Promise<void>;
  /** null: no hub can reach this process. */
  readonly push: Push | null;
  close(): Promise<void>;
};

/** Long enough for the slowest poll; a killed process holds its sources back for no longer. */
const leaseMs = 5 * 60_000;

/** While one document is saved, the next one is read. */
const intakeAtOnce = 2;

export async function createPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { config, store, now } = options;
  const leases = new HeldLeases(store, { leaseMs, now });
  const queue = options.queue ?? createQueue(config.poll, now);
  queue.adjust(config.poll);
  const recallHosts = async (): Promise<void> => {
    const at = now();
    for (const rest of await restingHosts(store, { now: at, since: at - rememberedMs })) {
      queue.recall(rest);
    }
  };
  await recallHosts();
  const baseTools = createTools(options, queue);
  const push =
    options.isServing === true ? new Push({ ...options, queue, tools: baseTools }) : null;
  const tools = { ...baseTools, push: push?.isSubscribing === true ? push : null };
  const unsaved = new UnsavedPolls();
  const leasing = { config, store, leases, leaseMs, unsaved, random: tools.random };
  return {
    queue,
    due: async (until) => {
      // Another process may have been told to leave a host alone.
      await recallHosts();
      return leaseDue(leasing, until);
    },
    named: (ids) => leaseNamed(leasing, { ids, now: now() }),
    poll: (due, turn, signal) => pollLeased(tools, { due, turn, signal, leases, unsaved }),
    postpone: async ({ id }, until) => {
      leases.drop(id);
      await postponePoll(store, { id, until });
    },
    push,
    close: async () => {
      await push?.close();
      // A store that cannot write keeps nobody from stopping: the leases run out.
      await releaseLeases(store, leases.close()).catch(() => {});
      await tools.fetcher.close();
      await tools.readPool.close();
      await tools.pagePool.close();
    },
  };
}

function createTools(options: PipelineOptions, queue: Queue): Omit<PollTools, "push"> {
  const { config, siteUrl } = options;
  return {
    ...options,
    settings: config.poll,
    timezone: config.timezone,
    random: Math.random,
    hosts: queue,
    newSourceLimit: config.posts.newSourceLimit,
    readPool: createReadPool(),
    pagePool: createPagePool(),
    bodyRooms: new BodyRooms(),
    pageRooms: new BodyRooms(),
    intake: new Slots(intakeAtOnce),
    saving: new Slots(1),
    join: options.join ?? createJoin(config),
    fetcher: createFetcher(fetchSettings(config.poll, siteUrl)),
  };
}

/** How documents are fetched by this config; `siteUrl` is where a publisher can see who asks. */
export function fetchSettings(poll: PollSettings, siteUrl: string): FetchSettings {
  const { userAgent, timeoutMs, maxBodyBytes, allowPrivateAddresses } = poll;
  return {
    timeoutMs,
    maxBodyBytes,
    allowPrivateAddresses,
    connectTimeoutMs: 10_000,
    idleTimeoutMs: 20_000,
    userAgent: userAgent === "" ? `Feedloom/${version} (+${siteUrl})` : userAgent,
  };
}

type LeasedPoll = {
  readonly due: DueSource;
  readonly turn: Turn;
  readonly signal: AbortSignal;
  readonly leases: HeldLeases;
  readonly unsaved: UnsavedPolls;
};

async function pollLeased(tools: PollTools, polling: LeasedPoll): Promise<PollReport | null> {
  const { due, turn, signal, leases } = polling;
  if (!leases.has(due.id)) return null;
  try {
    const report = await pollSource(tools, { ...due, turn, signal });
    if (report.error === null && due.source.fullText) {
      await fillPages({ tools, source: due.source, turn, signal });
      // A tick may have leased it meanwhile, only to see that it is under way.
      await releaseLeases(tools.store, [due.id]);
    }
    return report;
  } catch (error) {
    if (signal.aborted) await giveBack(tools, due);
    else await noteBreakdown(tools, polling, error);
    await leases.giveBack(due.id);
    return null;
  } finally {
    leases.drop(due.id);
  }
}

/** Its publisher was asked: only a newcomer, of whom there is nothing to show yet, is asked again right after a restart. */
async function giveBack(
  { store, now }: PollTools,
  { id, source, state }: DueSource,
): Promise<void> {
  if (state.firstPollAt === null) return;
  await postponePoll(store, { id, until: now() + source.minIntervalMs }).catch(() => {});
}

/** A store that cannot write is said in a sentence; anything else is a bug of ours and must not be repeated at every tick. */
async function noteBreakdown(
  { store, log, now }: PollTools,
  { due, unsaved }: LeasedPoll,
  err: unknown,
): Promise<void> {
  const { id, source, state } = due;
  const restedAt = now() + source.minIntervalMs;
  if (err instanceof StoreError) {
    unsaved.note(id, restedAt);
    log.error({ sourceId: id, reason: err.reason, error: err.message }, "poll not saved");
    return;
  }
  log.error({ err, sourceId: id }, "poll broke off");
  await saveFailed(store, {
    sourceId: id,
    now: now(),
    outcome: "failed",
    status: null,
    error: "Feedloom itself failed on this feed; its log says more.",
    errorReason: "internal",
    nextPollAt: Math.max(state.nextPollAt ?? 0, restedAt),
    restUntil: null,
  }).catch(() => {});
}
