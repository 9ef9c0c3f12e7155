/**
 * Namespaces by the prefix this station calls them. Publishers vary case, `http`/`https`, trailing `/` and `#`, so URIs
 * are compared without them.
 */
const prefixByUri = new Map<string, string>([
  ["www.w3.org/2005/atom", "atom"],
  ["purl.org/atom/ns", "atom"],
  ["purl.org/pie", "atom"],
  ["purl.org/echo", "atom"],
  ["uri/of/echo/namespace", "atom"],
  ["example.com/newformat", "atom"],
  ["example.com/necho", "atom"],
  ["www.w3.org/2007/app", "app"],
  ["backend.userland.com/rss", "rss"],
  ["backend.userland.com/rss2", "rss"],
  ["backend.userland.com/rss091", "rss"],
  ["blogs.law.harvard.edu/tech/rss", "rss"],
  ["cyber.law.harvard.edu/rss/rss.html", "rss"],
  ["purl.org/rss/1.0", "rss"],
  ["purl.org/net/rss1.1", "rss"],
  ["my.netscape.com/rdf/simple/0.9", "rss"],
  ["channel.netscape.com/rdf/simple/0.9", "rss"],
  ["www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"],
  ["purl.org/dc/elements/1.1", "dc"],
  ["purl.org/dc/elements/1.0", "dc"],
  ["purl.org/dc", "dc"],
  ["purl.org/dc/terms", "dcterms"],
  ["purl.org/rss/1.0/modules/content", "content"],
  ["purl.org/rss/1.0/modules/syndication", "sy"],
  ["purl.org/rss/1.0/modules/slash", "slash"],
  ["search.yahoo.com/mrss", "media"],
  ["www.rssboard.org/media-rss", "media"],
  ["tools.search.yahoo.com/mrss", "media"],
  ["video.search.yahoo.com/mrss", "media"],
  ["www.itunes.com/dtds/podcast-1.0.dtd", "itunes"],
  ["example.com/dtds/podcast-1.0.dtd", "itunes"],
  ["www.google.com/schemas/play-podcasts/1.0", "googleplay"],
  ["rssnamespace.org/feedburner/ext/1.0", "feedburner"],
  ["www.w3.org/1999/xhtml", "xhtml"],
  ["www.w3.org/2000/svg", "svg"],
  ["www.w3.org/1998/math/mathml", "mathml"],
  ["www.w3.org/xml/1998/namespace", "xml"],
  ["purl.org/syndication/thread/1.0", "thr"],
  ["wellformedweb.org/commentapi", "wfw"],
]);

/** Prefixes that mean their module even where nobody declared them, or declared them with a mistyped URI. */
const usualPrefixes = new Map<string, string>([
  ["atom", "atom"],
  ["atom10", "atom"],
  ["rdf", "rdf"],
  ["rss", "rss"],
  ["dc", "dc"],
  ["dcterms", "dcterms"],
  ["content", "content"],
  ["sy", "sy"],
  ["media", "media"],
  ["itunes", "itunes"],
  ["googleplay", "googleplay"],
  ["feedburner", "feedburner"],
  ["xhtml", "xhtml"],
  ["svg", "svg"],
  ["thr", "thr"],
  ["slash", "slash"],
  ["wfw", "wfw"],
  ["xml", "xml"],
]);

/** Our prefix for a namespace URI; null when it is none we know. */
export function prefixOfNamespace(uri: string): string | null {
  const bare = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/#]$/, "");
  return prefixByUri.get(bare) ?? null;
}

/** Our prefix for one that is not declared; null when it is not usual for anything. */
export function usualPrefix(prefix: string): string | null {
  return usualPrefixes.get(prefix) ?? null;
}
