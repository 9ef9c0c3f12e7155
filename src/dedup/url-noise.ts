/**
 * What in an address says how a reader came, not which article it is. Only for comparing: the key is never shown or fetched.
 * Kept on purpose, because sites name articles by them: id p v t nid objectid story itemid page lang, and `s` with a word.
 */

/** Names that are noise whatever their value: nobody names an article by them. Lower case. */
const alwaysNoise: ReadonlySet<string> = new Set([
  // Click identifiers that advertisers and social networks append to every outgoing link.
  "fbclid",
  "gclid",
  "gclsrc",
  "dclid",
  "gbraid",
  "wbraid",
  "msclkid",
  "yclid",
  "ysclid",
  "twclid",
  "ttclid",
  "igshid",
  "igsh",
  "li_fat_id",
  "mibextid",
  "epik",
  "srsltid",
  "wickedid",
  "irclickid",
  "rb_clickid",
  "_openstat",
  "__twitter_impression",
  "sr_share",
  "trk",
  "trkcampaign",

  // Newsletter systems: campaign and recipient.
  "mc_cid",
  "mc_eid",
  "mkt_tok",
  "_hsenc",
  "_hsmi",
  "__hssc",
  "__hstc",
  "__hsfp",
  "_kx",
  "hsctatracking",
  "vero_id",
  "vero_conv",
  "__s",
  "oly_anon_id",
  "oly_enc_id",
  "ck_subscriber_id",

  // Visitor counters: Google, Yahoo, AT Internet, Adobe, Alibaba.
  "_ga",
  "_gl",
  "guccounter",
  "guce_referrer",
  "guce_referrer_sig",
  "xtor",
  "s_cid",
  "spm",
  "scm",

  // Single publishers' feed and share marks: NYT, Mail, CBS, AOL, MSN, Guardian, Washington Post, YouTube, Google News.
  "emc",
  "smid",
  "smtyp",
  "ito",
  "ftag",
  "icid",
  "ncid",
  "icmpid",
  "ocid",
  "cmp",
  "cmpid",
  "wprss",

  "ab_channel",
  "google_editors_picks",
  "dlvrit",
  "sref",
  "leadsource",
  "taid",
  "tpcc",
  // AMP plumbing.
  "amp",
  "amp_js_v",
  "amp_gsa",
  "usqp",
  "amp_markup",
  // Sessions written into links by PHP, Java and ColdFusion sites for clients without cookies: new at every fetch.
  "phpsessid",
  "jsessionid",
  "cfid",
  "cftoken",
  "aspsessionid",
]);

/** Beginnings of names that belong to campaign tools: Google, Matomo, Piano, Nielsen (BBC, Mail), Webtrends, HubSpot ads. */
const noisePrefixes = [
  "utm_",
  "mtm_",
  "matomo_",
  "pk_",
  "piwik_",
  "at_",
  "ns_",
  "wt.",
  "hsa_",
  "gaa_",
];

const feedWord = /^(?:rss|atom|feed|xml)(?:\d?$|[-_.:].*$)/i;
const network =
  /^(?:twitter|facebook|fb|linkedin|reddit|hn|hackernews|mastodon|newsletter|email|tw)$/i;
const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

function saysWhereFrom(value: string): boolean {
  return feedWord.test(value) || network.test(value) || hostName.test(value);
}

/** Names that are noise with some values only; with others they name the article (`source=user`, `s=keyword`, `m=202403`). */
const sometimesNoise: ReadonlyMap<string, (value: string) => boolean> = new Map([
  // Channel names: the value is a feed, a network or a site ("?ref=rss", Ghost's "?ref=example.com").
  ...["ref", "from", "via", "src", "referrer", "campaign", "medium", "channel", "ref_src"].map(
    (name): [string, (value: string) => boolean] => [name, saysWhereFrom],
  ),
  // Medium writes "source=rss-…------2" and "source=user_profile---------7---".
  ["source", (value) => saysWhereFrom(value) || value.includes("---")],
  // Another rendering of the same page.
  ["print", (value) => /^(?:1|true|yes|y|)$/i.test(value)],
  ["printable", (value) => /^(?:1|true|yes|y|)$/i.test(value)],
  ["share", (value) => network.test(value)],
  ["partner", (value) => feedWord.test(value)],
  ["mod", (value) => feedWord.test(value)],
  ["fsrc", (value) => feedWord.test(value)],
  ["cid", (value) => feedWord.test(value)],
  ["rss", (value) => /^(?:1|true|yes|)$/i.test(value)],
  // Deutsche Welle: "maca=en-rss-en-all-1573-rdf".
  ["maca", (value) => /(?:^|-)rss(?:-|$)/i.test(value)],
  ["tid", (value) => value.startsWith("ss_")],
  // Twitter's share button: one or two characters ("s=20"); longer values are search words or article numbers.
  ["s", (value) => value.length <= 2 || feedWord.test(value)],
  // Blogger's mobile view; "m=202403" is a month archive.
  ["m", (value) => value === "0" || value === "1"],
  ["outputtype", (value) => value === "amp"],
  ["output", (value) => value === "amp"],
  ["view", (value) => value === "amp" || value === "mobile"],
  ["feature", (value) => /^(?:youtu\.be|youtube_gdata(?:_player)?|share|emb_\w+)$/.test(value)],
  // YouTube's and Spotify's share token.
  ["si", (value) => value.length >= 11],
]);

/** Fragments that lead to a part of the page every article has. Others may be the article itself (`#/post/1`, `#v2-3`). */
const noiseFragment =
  /^(?:|more|more-\d+|continued|comments?|respond|reply|disqus_thread|content|main|main-content|primary|top|article|rss|xtor=.*|:~:.*|utm_.*|ref=.*|echobox=.*|at_\w+=.*)$/i;

/** `name` as written, `value` decoded. */
export function isNoiseParameter(name: string, value: string): boolean {
  // "&amp;" escaped once too often leaves "amp;" in front of the name.
  const lower = name.toLowerCase().replace(/^(?:amp;)+/, "");
  if (alwaysNoise.has(lower) || noisePrefixes.some((prefix) => lower.startsWith(prefix))) {
    return true;
  }
  return sometimesNoise.get(lower)?.(value) ?? false;
}

/** `fragment` without "#". */
export function isNoiseFragment(fragment: string): boolean {
  return noiseFragment.test(fragment);
}
