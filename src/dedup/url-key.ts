import { isNoiseFragment, isNoiseParameter } from "./url-noise.ts";
import { unwrapRedirector } from "./url-redirectors.ts";

/** Longer addresses are not articles, but tokens or embedded files. */
const maxUrlLength = 4096;
/** An archive of a redirector of an AMP cache is as deep as it gets. */
const maxUnwraps = 4;

/** Host labels that name a view of a site. Any other subdomain may be another person's blog. */
const viewLabel = /^(?:www\d?|m|mobile|amp|touch)$/;
const indexFile = /\/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml|cgi)$/i;
const ampTail = /(?:\/amp(?:\.html)?|\.amp)$/i;

/**
 * The key under which addresses of one article agree: scheme, default port, view host (www, m, mobile, amp, touch), AMP path,
 * index file, trailing slash, noise parameters and noise fragment taken off, known redirectors unwrapped. The case of the path
 * stays (short links and video ids differ by it). Never shown or fetched. Null for what is no http(s) address.
 */
export function urlKey(url: string): string | null {
  let current = parseHttp(url);
  for (let level = 0; current !== null && level < maxUnwraps; level += 1) {
    const inner = unwrapRedirector(current);
    const next = inner === null ? null : parseHttp(inner);
    if (next === null) {
      break;
    }
    current = next;
  }
  return current === null ? null : keyOf(current);
}

/** Whether the key names a whole site: home pages are linked from many entries and identify none. */
export function isHomePageKey(key: string): boolean {
  return !/[/?#]/.test(key);
}

/** Host of a key, view labels already taken off. */
export function hostOfKey(key: string): string {
  const end = key.search(/[/?#]/);
  return end === -1 ? key : key.slice(0, end);
}

function keyOf(url: URL): string {
  return hostKey(url) + pathKey(url.pathname) + queryKey(url.search) + fragmentKey(url.hash);
}

function parseHttp(text: string): URL | null {
  const url = text.length > maxUrlLength ? null : URL.parse(text);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url : null;
}

function hostKey(url: URL): string {
  const labels = url.hostname.replace(/\.$/, "").split(".");
  while (labels.length > 2 && viewLabel.test(labels[0] ?? "")) {
    labels.shift();
  }
  // Wikipedia's form: en.m.wikipedia.org.
  const host = labels.length > 3 && labels[1] === "m" ? labels.toSpliced(1, 1) : labels;
  // "http://host:443" is written by broken proxies; both well-known ports say nothing.
  const port = url.port === "80" || url.port === "443" || url.port === "" ? "" : `:${url.port}`;
  return host.join(".") + port;
}

function pathKey(pathname: string): string {
  let path = decodeUnreserved(pathname)
    .replace(/;jsessionid=[^/;]*/gi, "")
    .replace(/\/{2,}/g, "/");
  let before = "";
  while (before !== path) {
    before = path;
    path = path
      .replace(/\/$/, "")
      .replace(indexFile, "")
      .replace(ampTail, "")
      .replace(/\.amp\.html$/, ".html")
      .replace(/^\/amp(?=\/)/, "");
  }
  return path;
}

/** Escapes of letters, digits and `-._~` mean the character itself (RFC 3986 6.2.2.2). */
function decodeUnreserved(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
}

function queryKey(search: string): string {
  if (search === "") {
    return "";
  }
  // Programs that append "?" to what already has one leave it at the end.
  const kept = [...new URLSearchParams(search.replace(/\?+$/, ""))].filter(
    ([name, value]) => name !== "" && !isNoiseParameter(name, value),
  );
  if (kept.length === 0) {
    return "";
  }
  const pairs = kept.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `?${pairs.sort().join("&")}`;
}

function fragmentKey(hash: string): string {
  if (hash === "") {
    return "";
  }
  const fragment = hash.slice(1);
  return isNoiseFragment(fragment) ? "" : `#${fragment}`;
}
