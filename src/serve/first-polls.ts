import type { StoredEntry } from "../model/stored.ts";
import {
  createChooser,
  createTallies,
  isFromFirstPoll,
  listMembers,
  type ChoosePolicy,
} from "../publish/choose-posts.ts";
import type { PublishedSource } from "../publish/published-source.ts";
import { judgeAhead } from "./judge-ahead.ts";
import type { PostPlace, Site } from "./site.ts";

/** Of a huge first poll the site gives a bounded number (`maxBacklog`), but later posts may stand between; as on pages. */
const maxPostsRead = 20_000;
const partSize = 25;

/**
 * Which entries of sources' first polls are shown (`newSourceLimit`): the newest that the rules leave, as on pages. An
 * archive does not begin at the top and cannot count them; it looks here.
 */
export class FirstPolls {
  readonly #site: Site;
  readonly #policy: ChoosePolicy;
  readonly #shown = new Map<string, Promise<ReadonlySet<number>>>();

  constructor(site: Site, policy: ChoosePolicy) {
    this.#site = site;
    this.#policy = policy;
  }

  async isWithin(entry: StoredEntry): Promise<boolean> {
    const source = this.#policy.sources.get(entry.sourceId);
    if (source === undefined || this.#policy.config.posts.newSourceLimit === 0) return true;
    if (!isFromFirstPoll(entry, source)) return true;
    const shown = this.#shown.get(entry.sourceId) ?? this.#read(source);
    this.#shown.set(entry.sourceId, shown);
    return (await shown).has(entry.entryId);
  }

  async #read(published: PublishedSource): Promise<ReadonlySet<number>> {
    const { id } = published.source;
    const limit = this.#policy.config.posts.newSourceLimit;
    const tallies = createTallies();
    // A copy's source need not be of the archive; its entries are counted as in its own feed.
    const policy = { ...this.#policy, sourceIds: [id] };
    const choose = createChooser(policy, tallies);
    const shown = new Set<number>();
    for await (const post of this.#posts(published)) {
      await judgeAhead(post, policy, tallies);
      const choice = choose(post);
      if (choice === null) continue;
      for (const { entry } of listMembers({ ...post, shown: choice.shown, members: choice.copies }))
        if (entry.sourceId === id) shown.add(entry.entryId);
      if ((tallies.firstPolls.get(id) ?? 0) >= limit) break;
    }
    return shown;
  }

  /** From where the first poll's entries can be: their dates are not after it. */
  async *#posts({ source, state }: PublishedSource) {
    const firstPollAt = source.futureDates === "clamp" ? (state?.firstPollAt ?? null) : null;
    let after: PostPlace | null =
      firstPollAt === null ? null : { postId: 0, sortAt: firstPollAt + 1 };
    for (let read = 0; read < maxPostsRead; read += partSize) {
      const part = await this.#site.posts({ sourceIds: [source.id], after, limit: partSize });
      yield* part;
      after = part.at(-1) ?? null;
      if (part.length < partSize) return;
    }
  }
}
