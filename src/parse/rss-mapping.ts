import Parser from "rss-parser";
import { channelFields, itemFields, xmlJsTree } from "./canonical-tree.ts";
import type { XmlJs } from "./canonical-tree.ts";
import type { CanonicalChannel, CanonicalEntry, CanonicalFeed } from "./canonical.ts";

type Nullable<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };

/** rss-parser's names for what it maps itself; what feeds do not say is absent. */
export type MappedItem = Nullable<Omit<CanonicalEntry, "id" | "link" | "published">> & {
  readonly link?: string | undefined;
  /** RSS. */
  readonly guid?: string | undefined;
  /** Atom. */
  readonly id?: string | undefined;
  readonly pubDate?: string | undefined;
};

export type MappedFeed = Nullable<Omit<CanonicalChannel, "selfUrl">> & {
  readonly feedUrl?: string | undefined;
  readonly items: readonly MappedItem[];
};

type Done = (error: null, tree: XmlJs) => void;

/** The part of rss-parser that its types leave out: where it takes its XML from, and what builds a feed of each format. */
type RssParserInside = {
  xmlParser: { parseString(xml: string, done: Done): void };
  parseString(xml: string): Promise<unknown>;
  buildAtomFeed(tree: XmlJs): MappedFeed;
  buildRSS(channel: XmlJs, items: readonly XmlJs[]): MappedFeed;
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of rss-parser end where we have to start
const RssParser = Parser as unknown as new (options: object) => RssParserInside;

const options = {
  // `<rss>` without a version, or with "3.0".
  defaultRSS: 2,
  customFields: { feed: channelFields, item: itemFields },
};

/**
 * rss-parser tells the formats apart and maps them, but is handed a tree instead of text: its own XML parser loses
 * order, types, bases and every document that is not well formed.
 */
class CanonicalParser extends RssParser {
  #mapped: MappedFeed | null = null;

  constructor() {
    super({ ...options });
  }

  map(tree: XmlJs): MappedFeed {
    let failure: unknown = new Error("rss-parser did not know the canonical tree");
    this.xmlParser = {
      parseString: (_xml, done) => {
        try {
          done(null, tree);
        } catch (error) {
          failure = error;
        }
      },
    };
    // It answers with a promise though it works at once; the feed is taken where it is built.
    this.parseString("").catch(() => undefined);
    if (this.#mapped === null) throw failure;
    return this.#mapped;
  }

  override buildAtomFeed(tree: XmlJs): MappedFeed {
    this.#mapped = super.buildAtomFeed(tree);
    return this.#mapped;
  }

  override buildRSS(channel: XmlJs, items: readonly XmlJs[]): MappedFeed {
    this.#mapped = super.buildRSS(channel, items);
    return this.#mapped;
  }
}

/** The feed as rss-parser maps it. Throws nothing but what would be a fault of ours. */
export function mapFeed(feed: CanonicalFeed): MappedFeed {
  return new CanonicalParser().map(xmlJsTree(feed));
}
