/** An upstream feed as a faulty publisher may write it: null leaves an element out, strings are written whatever they are. */
export type Upstream = {
  readonly head: UpstreamHead;
  readonly entries: readonly UpstreamEntry[];
};

export type UpstreamHead = {
  readonly title: string | null;
  /** In Atom. */
  readonly titleType: string;
  readonly subtitle: string | null;
  readonly id: string | null;
  readonly link: string | null;
  readonly self: string | null;
  readonly hub: string | null;
  readonly language: string | null;
  readonly updated: string | null;
  readonly rights: string | null;
  readonly author: UpstreamPerson | null;
  readonly generator: string | null;
  readonly ttl: string | null;
  readonly image: string | null;
  readonly icon: string | null;
  readonly category: string | null;
  readonly contributor: UpstreamPerson | null;
  readonly stylesheet: string | null;
  readonly podcastCategory: string | null;
};

export type UpstreamEntry = {
  readonly title: string | null;
  readonly id: string | null;
  readonly link: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly summary: string | null;
  readonly content: string | null;
  readonly authors: readonly UpstreamPerson[];
  readonly categories: readonly UpstreamCategory[];
  readonly enclosures: readonly UpstreamEnclosure[];
  readonly image: string | null;
  readonly contributor: UpstreamPerson | null;
  readonly rights: string | null;
  /** Elements of other namespaces; JSON Feed has them as members. */
  readonly extensions: readonly UpstreamExtension[];
};

export type UpstreamPerson = {
  readonly name?: string;
  readonly email?: string;
  readonly url?: string;
};

export type UpstreamCategory = {
  readonly term?: string;
  readonly scheme?: string;
  readonly label?: string;
};

export type UpstreamEnclosure = {
  readonly url: string;
  readonly type?: string;
  readonly length?: string;
  readonly title?: string;
};

export type UpstreamExtension = {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
};

const head: UpstreamHead = {
  title: "Blog of HOST",
  titleType: "text",
  subtitle: "What HOST writes",
  id: "http://HOST/",
  link: "http://HOST/",
  self: "http://HOST/feed",
  hub: null,
  language: "en",
  updated: "2026-01-02T03:04:05Z",
  rights: "(c) HOST",
  author: { name: "Ann", email: "ann@HOST", url: "http://HOST/" },
  generator: null,
  ttl: null,
  image: null,
  icon: null,
  category: null,
  contributor: null,
  stylesheet: null,
  podcastCategory: null,
};

const entry: UpstreamEntry = {
  title: "A post",
  id: "http://HOST/post/1",
  link: "http://HOST/post/1",
  published: "2025-12-31T00:00:00Z",
  updated: "2026-01-01T00:00:00Z",
  summary: "Summary",
  content: "<p>Hello</p>",
  authors: [{ name: "Ann", email: "ann@HOST", url: "http://HOST/" }],
  categories: [{ term: "news", scheme: "http://HOST/tags/", label: "News" }],
  enclosures: [],
  image: null,
  contributor: null,
  rights: null,
  extensions: [],
};

/** A sound head, with what is wrong about it. */
export function upstreamHead(fault: Partial<UpstreamHead> = {}): UpstreamHead {
  return { ...head, ...fault };
}

/** A sound entry, with what is wrong about it. */
export function upstreamEntry(fault: Partial<UpstreamEntry> = {}): UpstreamEntry {
  return { ...entry, ...fault };
}

/** The sound post that stands beside a faulty one and must never be lost with it. */
export const neighbour: UpstreamEntry = upstreamEntry({
  title: "Neighbour at HOST",
  id: "http://HOST/post/neighbour",
  link: "http://HOST/post/neighbour",
  content: "<p>A sound post.</p>",
});
