import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IPv4 ranges that no public server has (IANA special-purpose registry, RFC 6890 and its updates). */
const specialIpv4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private (RFC 1918)
  ["100.64.0.0", 10], // carrier-grade NAT (RFC 6598)
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, cloud metadata
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays (RFC 7526)
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks (RFC 2544)
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 3], // multicast, reserved, broadcast
];

/** Ranges inside 2000::/3 that lead to embedded IPv4 addresses or nowhere. */
const specialIpv6: readonly (readonly [string, number])[] = [
  ["2001::", 23], // protocol assignments, Teredo among them
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4: any IPv4 address inside
  ["3fff::", 20], // documentation (RFC 9637)
];

const special = new BlockList();
for (const [net, prefix] of specialIpv4) special.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of specialIpv6) special.addSubnet(net, prefix, "ipv6");

/** Global unicast. All else is refused: ::, ::1, v4-mapped, NAT64, unique local, link-local, multicast. */
const globalIpv6 = new BlockList();
globalIpv6.addSubnet("2000::", 3, "ipv6");

/**
 * Whether an IP address is no public one: private, loopback, link-local, reserved, or an IPv6 form that carries an
 * IPv4 address. What is no IP address at all counts as private, so that a mistake refuses instead of connecting.
 */
export function isPrivateAddress(ip: string): boolean {
  if (isIPv4(ip)) return special.check(ip, "ipv4");
  const bare = ip.split("%", 1)[0] ?? "";
  if (!isIPv6(bare)) return true;
  return !globalIpv6.check(bare, "ipv6") || special.check(bare, "ipv6");
}
