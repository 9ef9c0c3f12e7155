import { Feed, type Extension, type FeedOptions } from "feed";
import { dateMs } from "./clean-date.ts";
import { describeFeed, type FeedView } from "./feed-view.ts";
import { element, escapeAttribute } from "./xml.ts";

/** A post as `feed` is told of it: what it writes well, and by name what is written instead of its own. */
export type FormatItem = {
  readonly url: string | null;
  readonly published: string;
  readonly updated: string;
  readonly content: string | null;
  /** Elements (RSS) or members (JSON Feed) that win over those the package makes. */
  readonly overrides: Readonly<Record<string, unknown>>;
};

type Format = "atom" | "rss" | "json";

const fileNames: Readonly<Record<Format, string>> = {
  atom: "atom.xml",
  rss: "rss.xml",
  json: "feed.json",
};

const archiveMark = element("fh:archive", {
  "xmlns:fh": "http://purl.org/syndication/history/1.0",
});

const atomRoot = '<feed xmlns="http://www.w3.org/2005/Atom">';

/**
 * The package's feed, with what version 6 cannot say or says wrong put right: Atom entries (text titles, exact ids,
 * atom:source, enclosure types, xml:lang) are written by us, RSS and JSON Feed items by overrides.
 */
export class PlanetFeed extends Feed {
  readonly #view: FeedView;
  readonly #entries: string[] = [];

  constructor(view: FeedView, format: Format) {
    super(feedOptions(view, format));
    this.#view = view;
  }

  /** An Atom entry, as markup. */
  addEntry(markup: string): void {
    this.#entries.push(markup);
  }

  addFormatItem(item: FormatItem): void {
    this.addItem({
      title: "",
      link: item.url ?? "",
      date: new Date(item.updated),
      published: new Date(item.published),
      ...(item.content === null ? {} : { content: item.content }),
      extensions: extensionsOf(item.overrides),
    });
  }

  /** Members (JSON Feed) or elements (RSS) of the feed itself, beside or instead of the package's. */
  overrideHead(overrides: Readonly<Record<string, unknown>>): void {
    for (const extension of extensionsOf(overrides)) this.addExtension(extension);
  }

  /** The package's head, then our links and entries: RFC 4287's grammar wants the metadata first. */
  override atom1(): string {
    const view = this.#view;
    const root = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${escapeAttribute(view.language)}">`;
    const links = view.links.map(({ rel, href }) => element("link", { rel, href }));
    // Liferea takes the last alternate as the feed's home page: the page comes last.
    const page = element("link", { rel: "alternate", type: "text/html", href: view.baseUrl });
    const marks = view.isArchive ? [archiveMark] : [];
    const body = [...marks, ...links, page, ...this.#entries]
      .map((markup) => `    ${markup}\n`)
      .join("");
    const head = super.atom1();
    const end = head.lastIndexOf("</feed>");
    return `${head.slice(0, end).replace(atomRoot, root).trimEnd()}\n${body}</feed>\n`;
  }

  /** The package declares only the namespaces it knows of. */
  override rss2(): string {
    const root = element("rss", {
      version: "2.0",
      "xmlns:atom": "http://www.w3.org/2005/Atom",
      "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
      "xmlns:dc": "http://purl.org/dc/elements/1.1/",
      "xmlns:media": "http://search.yahoo.com/mrss/",
    }).replace("/>", ">");
    return `${super.rss2().replace(/<rss [^>]*>/, root)}\n`;
  }
}

/** Text for the package's XML writer, which takes `&amp;` in a text for an escaped `&` and escapes no `<` in attributes. */
export function forXmlWriter(value: string): string {
  return value.replaceAll("&", "&amp;");
}

function feedOptions(view: FeedView, format: Format): FeedOptions {
  const text = format === "json" ? (value: string): string => value : forXmlWriter;
  const selfUrl = view.documentUrl ?? view.baseUrl + fileNames[format];
  const description = describeFeed(view);
  return {
    id: text(view.id ?? selfUrl),
    title: text(view.title),
    ...(description === "" && format !== "rss" ? {} : { description: text(description) }),
    updated: new Date(dateMs(view.updated) ?? 0),
    generator: "Feedloom",
    language: view.language,
    feedLinks: { [format]: selfUrl },
    ...(view.hubUrl === null ? {} : { hub: view.hubUrl }),
    ...(format === "atom" ? { author: { name: text(view.title) } } : { link: view.baseUrl }),
  };
}

function extensionsOf(overrides: Readonly<Record<string, unknown>>): Extension[] {
  return (
    Object.entries(overrides)
      .filter(([, value]) => value !== null)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- typed as objects, but written whatever they are
      .map(([name, value]) => ({ name, objects: value as Extension["objects"] }))
  );
}
