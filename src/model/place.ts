/** An address that is asked, in parts: the getters of a URL put their text together anew each time. */
export type Place = {
  /** Without userinfo and fragment. */
  readonly url: URL;
  readonly href: string;
  readonly origin: string;
  /** host:port */
  readonly host: string;
  /** With the query. */
  readonly path: string;
};

export function placeOf(url: URL): Place {
  const bare = stripped(url);
  const { href, origin, host, pathname, search } = bare;
  return { url: bare, href, origin, host, path: `${pathname}${search}` };
}

/** A server's own userinfo in a Location is not ours to send or to store. */
function stripped(url: URL): URL {
  if (url.username === "" && url.password === "" && url.hash === "") return url;
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  bare.hash = "";
  return bare;
}
