/**
 * Whether a hub may be used: by https, since the secret travels in the subscription (WebSub 5.1); plain http only within
 * this machine. Whether a private address may be asked at all is for the address guard to say.
 */
export function isUsableHub(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

/** Names and literals of this machine (RFC 6761 6.3). */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}
