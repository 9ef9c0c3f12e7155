type ImageAttributes = Readonly<Record<string, string>>;

/** Hosts that serve nothing but beacons into feeds and mail; an image from them is never part of an article. */
const beaconHosts: readonly string[] = [
  "pixel.wp.com", // WordPress.com statistics
  "stats.wordpress.com", // the same, before 2014
  "feeds.feedburner.com", // `~r` and `~4` view counters of FeedBurner
  "feedproxy.google.com", // FeedBurner again
  "feedsportal.com", // Mediafed's `mf.gif`
  "pheedo.com", // advertising in feeds, until 2012
  "quantserve.com",
  "scorecardresearch.com", // Comscore
  "google-analytics.com",
  "doubleclick.net",
  "list-manage.com", // opens of Mailchimp newsletters
];

/** Paths that count views on any host. */
const beaconPaths: readonly RegExp[] = [
  /^\/_\/stat$/, // Medium
  /^\/tracker\/\d/, // Blogger (blogger.googleusercontent.com/tracker/…)
  /\/(?:piwik|matomo)\.php$/, // Matomo's image tracker
  /\/(?:pixel|beacon|spacer|blank|transparent|1x1|count|counter)\.(?:gif|png)$/, // named for what they are
  /^\/tr$/, // Facebook's pixel
];

/** An image nobody can see: drawn at one pixel or hidden, or from an address known to count readers. */
export function isTrackingPixel(attributes: ImageAttributes, url: URL): boolean {
  return isDrawnInvisibly(attributes) || isBeacon(url);
}

/** Whether loading the address only counts its reader. */
export function isBeacon(url: URL): boolean {
  const host = url.hostname;
  return (
    beaconHosts.some((beacon) => host === beacon || host.endsWith(`.${beacon}`)) ||
    beaconPaths.some((path) => path.test(url.pathname))
  );
}

function isDrawnInvisibly(attributes: ImageAttributes): boolean {
  const style = attributes["style"]?.toLowerCase().replaceAll(" ", "") ?? "";
  if (style.includes("display:none") || style.includes("visibility:hidden")) return true;
  const width = attributes["width"] ?? /(?:^|;)width:(\d+)/.exec(style)?.[1];
  const height = attributes["height"] ?? /(?:^|;)height:(\d+)/.exec(style)?.[1];
  return isPixel(width) && isPixel(height);
}

/** "1", "0", "1px"; a missing side says nothing, so a rule line (1 pixel high, any width) is kept. */
function isPixel(side: string | undefined): boolean {
  return side !== undefined && /^\s*[01](?:px)?\s*$/.test(side);
}
