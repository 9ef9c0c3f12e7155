/** Whether a host is in the operator's own network, where plain http may do. */
export type IsOwnHost = (url: URL) => boolean;

/**
 * Why a hub cannot be used; null: it can. By https, since the secret travels in the subscription (WebSub 5.1); by plain
 * http only within this machine and the operator's own network. Whether a private address may be asked at all is for the
 * address guard to say.
 */
export function hubProblem(address: string, isOwnHost: IsOwnHost): string | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return "its address is no http or https URL";
  if (url.username !== "" || url.password !== "") return "its address holds a password";
  if (url.protocol === "https:" || isLoopback(url.hostname) || isOwnHost(url)) return null;
  return "it is asked by plain http and not in your own network (poll.allowPrivateAddresses)";
}

/** Names and literals of this machine (RFC 6761 6.3). */
export function isLoopback(hostname: string): boolean {
  const host = bareHost(hostname);
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/** A name that no name server of the internet knows: of one label, or of a home or office network. */
export function isPrivateName(hostname: string): boolean {
  const host = bareHost(hostname);
  return !host.startsWith("[") && (!host.includes(".") || privateNames.test(host));
}

/** Top-level names of home and office networks, documents and tests (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal). */
const privateNames =
  /\.(?:local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test|invalid|onion)$/;

/** Without the root dot: "localhost." is no other host. */
function bareHost(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, "");
}
