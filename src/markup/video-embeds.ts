/**
 * Players that may stay in an article: host → where the player is loaded from, and the paths that are a player and
 * nothing else (an embedder path with a login or a redirect would be a way out of the frame).
 */
const players: ReadonlyMap<string, { readonly host: string; readonly path: RegExp }> = new Map([
  ["www.youtube.com", { host: "www.youtube-nocookie.com", path: /^\/embed\/[\w-]+$/ }],
  ["youtube.com", { host: "www.youtube-nocookie.com", path: /^\/embed\/[\w-]+$/ }],
  ["www.youtube-nocookie.com", { host: "www.youtube-nocookie.com", path: /^\/embed\/[\w-]+$/ }],
  ["player.vimeo.com", { host: "player.vimeo.com", path: /^\/video\/\d+$/ }],
  ["www.dailymotion.com", { host: "www.dailymotion.com", path: /^\/embed\/video\/\w+$/ }],
  ["player.twitch.tv", { host: "player.twitch.tv", path: /^\/$/ }],
  ["archive.org", { host: "archive.org", path: /^\/embed\/[\w.-]+$/ }],
  ["media.ccc.de", { host: "media.ccc.de", path: /^\/v\/[\w.-]+\/oembed$/ }],
]);

/**
 * The name of a video player on its way through sanitize-html. `iframe` itself is forbidden there, since only what is in
 * forbidden frames (all the text after one that is never closed) is read as HTML again.
 */
export const playerElement = "feedloom-player";

/** Attributes of every player: scripts run in its own origin only, it cannot navigate the page, send forms or open dialogs. */
export const playerAttributes = {
  sandbox: "allow-scripts allow-same-origin allow-popups",
  allowfullscreen: "",
  loading: "lazy",
  referrerpolicy: "strict-origin-when-cross-origin",
} as const;

/** The https address of a known video player, or null for every other frame. */
export function videoPlayer(src: string | undefined, baseUrl: string | null): string | null {
  const url = URL.parse((src ?? "").trim(), baseUrl ?? undefined);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  const player = players.get(url.hostname);
  if (player === undefined || !player.path.test(url.pathname)) return null;
  url.searchParams.delete("autoplay");
  return `https://${player.host}${url.pathname}${url.search}`;
}

/** Gives the players that came through sanitize-html their real name. Nothing else can look like one: `<` in text is escaped. */
export function namePlayers(html: string): string {
  if (!html.includes(playerElement)) return html;
  return html
    .replaceAll(`<${playerElement} `, "<iframe ")
    .replaceAll(`</${playerElement}>`, "</iframe>");
}
