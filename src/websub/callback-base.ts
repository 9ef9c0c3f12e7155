import { isIP } from "node:net";
import type { Config } from "../model/config.ts";
import { isLoopback, isPrivateName } from "./hub-address.ts";

/** The folder of our callback addresses below the site's. */
const folder = "websub/";

/**
 * What all our callback addresses begin with; null where no hub shall be asked. Hubs must reach us: by themselves
 * (`auto`) subscriptions are made only where the config's `url` is on a public host.
 *
 * @param siteUrl Public address of the site with a trailing slash, as configured or by the listening port.
 */
export function callbackBase(
  { url, poll }: Pick<Config, "url" | "poll">,
  siteUrl: string,
): string | null {
  const isWanted = poll.webSub === "auto" ? url !== null && isPublic(url) : poll.webSub;
  return isWanted ? `${siteUrl}${folder}` : null;
}

/** An IP literal is taken for public only by `webSub: true`: hardly a public service goes by one. */
function isPublic(address: string): boolean {
  const { hostname } = new URL(address);
  const isLiteral = isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  return !isLiteral && !isLoopback(hostname) && !isPrivateName(hostname);
}
