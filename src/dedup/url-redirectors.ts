/**
 * Addresses that hold another address in full. They are unwrapped without a request; redirectors that only know a number
 * (feedproxy, t.co, bit.ly, Google News articles) stay as they are: other evidence decides there.
 */
type Redirector = {
  readonly host: RegExp;
  /** The address inside, or null. */
  readonly target: (url: URL) => string | null;
};

function parameter(...names: readonly string[]): (url: URL) => string | null {
  return (url) => names.map((name) => url.searchParams.get(name)).find(Boolean) ?? null;
}

/** What follows `prefix` in the address as written, query included. */
function afterPath(prefix: RegExp): (url: URL) => string | null {
  return (url) => {
    const rest = url.pathname + url.search;
    const match = prefix.exec(rest);
    return match === null ? null : rest.slice(match[0].length);
  };
}

/** AMP caches write "s/" for https and no scheme. */
function ampTarget(prefix: RegExp): (url: URL) => string | null {
  const after = afterPath(prefix);
  return (url) => {
    const rest = after(url);
    return rest === null ? null : `https://${rest}`;
  };
}

const redirectors: readonly Redirector[] = [
  // Google search results, alerts and AMP viewer: national domains too.
  {
    host: /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/,
    target: (url) =>
      url.pathname === "/url" ? parameter("url", "q")(url) : ampTarget(/^\/amp\/(?:s\/)?/)(url),
  },
  { host: /(?:^|\.)cdn\.ampproject\.org$/, target: ampTarget(/^\/[cvi]\/(?:s\/)?/) },
  { host: /^(?:l|lm)\.(?:facebook|instagram)\.com$/, target: parameter("u") },
  { host: /^out\.reddit\.com$/, target: parameter("url") },
  { host: /^(?:www\.)?bing\.com$/, target: parameter("url") },
  { host: /^slack-redir\.net$/, target: parameter("url") },
  {
    host: /^(?:www\.)?youtube\.com$/,
    target: (url) => (url.pathname === "/redirect" ? parameter("q")(url) : null),
  },
  {
    host: /^(?:www\.)?linkedin\.com$/,
    target: (url) => (url.pathname.startsWith("/redir/") ? parameter("url")(url) : null),
  },
  { host: /^t\.umblr\.com$/, target: parameter("z") },
  {
    host: /^steamcommunity\.com$/,
    target: (url) => (url.pathname.startsWith("/linkfilter") ? parameter("u", "url")(url) : null),
  },
  {
    host: /^getpocket\.com$/,
    target: (url) => (url.pathname === "/redirect" ? parameter("url")(url) : null),
  },
  // Referrer hiders put the whole address behind "?".
  {
    host: /^(?:href\.li|anonym\.to|dereferer\.me|nullrefer\.com)$/,
    target: (url) => url.search.slice(1).replace(/^(?:url=)?/, "") || null,
  },
  // Web archives keep the address in the path, after a time stamp.
  { host: /^web\.archive\.org$/, target: afterPath(/^\/web\/\d+(?:[a-z]{2}_)?\//) },
  {
    host: /^archive\.(?:is|ph|today|li|vn|fo|md)$/,
    target: afterPath(/^\/(?:newest|oldest|\d{4,14})\//),
  },
];

/** The address inside a redirector's address, one level; null where `url` is none. */
export function unwrapRedirector(url: URL): string | null {
  const redirector = redirectors.find((known) => known.host.test(url.hostname));
  return redirector?.target(url) ?? null;
}
