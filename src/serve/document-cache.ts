import { Rendered, type RenderedSource } from "./rendered.ts";

type Entry = {
  readonly content: number;
  /** When it was last known to be of the present content. */
  currentAt: number;
  readonly rendered: Rendered;
};

type Pending = {
  readonly content: number;
  /** null: there is no document at the address. */
  readonly rendered: Promise<Rendered | null>;
};

/** What is kept, in addresses: the feeds, and the pages and text listings of the tags and sources people look at. */
const maxEntries = 500;

/** And in bytes of plain bodies; their compressed forms add about a third. */
const maxBytes = 64 * 1_024 * 1_024;

/**
 * An address under load does not wait for each rendering of a busy poll cycle: what was the present content so short a
 * time ago is served meanwhile. Who comes less often always gets the newest.
 */
const maxStaleMs = 500;

export type DocumentRequest = {
  /** The address. */
  readonly key: string;
  /** Rendered again only when this is another one. */
  readonly content: number;
  /** Bytes of an earlier content will not do. */
  readonly owedContent: number;
  /** Last-Modified of bytes that were not served before; asked once they are made. */
  changedAt(): Promise<number>;
  /** null where there is no document, such as a page after the last. */
  render(): Promise<RenderedSource | null>;
};

/**
 * The bytes of every address asked for lately. When a rendering gives the bytes it gave before, their validators and
 * compressed forms stay; when it fails, what was there before is served. The least recently asked for goes first.
 */
export class DocumentCache {
  readonly #entries = new Map<string, Entry>();
  readonly #sizes = new Map<string, number>();
  readonly #pending = new Map<string, Pending>();
  readonly #warn: (error: unknown) => void;

  constructor(warn: (error: unknown) => void) {
    this.#warn = warn;
  }

  async get(request: DocumentRequest): Promise<Rendered | null> {
    const known = this.#entries.get(request.key);
    if (known !== undefined && known.content >= request.content) {
      known.currentAt = Date.now();
      this.#keep(request.key, known);
      return known.rendered;
    }
    const rendering = this.#replace(request, known);
    const mayBeStale = known !== undefined && known.content >= request.owedContent;
    if (!mayBeStale || Date.now() - known.currentAt > maxStaleMs) return rendering;
    rendering.catch(this.#warn);
    return known.rendered;
  }

  /** Whether these bytes of an address are of this content, not something older to go on with. */
  isCurrent(
    rendered: Rendered,
    { key, content }: Pick<DocumentRequest, "key" | "content">,
  ): boolean {
    const known = this.#entries.get(key);
    return known !== undefined && known.rendered === rendered && known.content >= content;
  }

  /** One rendering for all who ask meanwhile. */
  #replace(request: DocumentRequest, known: Entry | undefined): Promise<Rendered | null> {
    const { key, content } = request;
    const pending = this.#pending.get(key);
    if (pending !== undefined && pending.content >= content) return pending.rendered;
    const rendered = this.#renderOver(request, known).finally(() => {
      if (this.#pending.get(key)?.rendered === rendered) this.#pending.delete(key);
    });
    this.#pending.set(key, { content, rendered });
    return rendered;
  }

  async #renderOver(request: DocumentRequest, known: Entry | undefined): Promise<Rendered | null> {
    const { key, content } = request;
    try {
      const source = await request.render();
      const changedAt = known === undefined ? await request.changedAt() : Date.now();
      const present = this.#entries.get(key);
      // A rendering of later content was quicker.
      if (present !== undefined && present.content > content) return present.rendered;
      if (source === null) return this.#drop(key);
      const before = present?.rendered ?? known?.rendered ?? null;
      const fresh = new Rendered(source, lastModifiedMs(before, changedAt));
      const rendered = before?.etag === fresh.etag ? before : fresh;
      this.#store(request, rendered);
      return rendered;
    } catch (error) {
      // Nothing failed is kept: the next request tries again.
      if (known === undefined) throw error;
      this.#warn(error);
      return known.rendered;
    }
  }

  #store({ key, content }: DocumentRequest, rendered: Rendered): void {
    this.#keep(key, { content, currentAt: Date.now(), rendered });
    this.#sizes.set(key, rendered.body.length);
    this.#evict();
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  #evict(): void {
    const total = (): number => [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= maxEntries && total() <= maxBytes) return;
      this.#drop(key);
    }
  }

  #drop(key: string): null {
    this.#entries.delete(key);
    this.#sizes.delete(key);
    return null;
  }
}

/** Bytes that replace others were modified now; the first of an address when the content last changed. */
function lastModifiedMs(before: Rendered | null, changedAt: number): number {
  if (before === null) return Math.min(changedAt, Date.now());
  return Math.max(Date.now(), before.lastModifiedMs + 1_000);
}
