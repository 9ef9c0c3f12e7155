import { lookup as resolve, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { FetchError } from "../model/errors.ts";
import { isPrivateAddress } from "./addresses.ts";

/**
 * Keeps requests off private networks (SSRF). Names are checked where they are resolved for the connection itself, so
 * that no second answer of a name server (DNS rebinding) comes in between; literals are checked apart, because sockets
 * do not look them up.
 */
export type AddressGuard = {
  /** FetchError `blocked-address` where the host is a private literal or a name of this machine, else null. */
  readonly refusal: (target: HostPort) => FetchError | null;
  /** Whether the config allows this host to be private. */
  readonly isExempt: (target: HostPort) => boolean;
  /** `dns.lookup` without private addresses; FetchError `blocked-address` when none is left. */
  readonly lookup: LookupFunction;
};

/** A URL, or what a connector is told. */
export type HostPort = {
  readonly hostname: string;
  /** '' = the protocol's own. */
  readonly port: string;
  readonly protocol: string;
};

/** `allowed`: true for all, or hosts and host:port pairs that may be private. */
export function createAddressGuard(allowed: boolean | readonly string[]): AddressGuard {
  const exempt = new Set(typeof allowed === "boolean" ? [] : allowed.map(normaliseHost));
  const isExempt = (target: HostPort): boolean => {
    if (allowed === true) return true;
    const host = normaliseHost(target.hostname);
    const port = target.port === "" ? defaultPort(target.protocol) : target.port;
    return exempt.has(host) || exempt.has(`${host}:${port}`) || exempt.has(`[${host}]:${port}`);
  };
  const refusal = (target: HostPort): FetchError | null =>
    !isExempt(target) && namesPrivateHost(target.hostname) ? blocked(target.hostname) : null;
  return { refusal, isExempt, lookup: lookupPublic };
}

function defaultPort(protocol: string): string {
  return protocol === "https:" ? "443" : "80";
}

/** Lower case, without the root dot and without brackets around a lone IPv6 address. */
function normaliseHost(host: string): string {
  const plain = host.trim().toLowerCase();
  const bare = plain.startsWith("[") && plain.endsWith("]") ? plain.slice(1, -1) : plain;
  return bare.endsWith(".") ? bare.slice(0, -1) : bare;
}

function namesPrivateHost(hostname: string): boolean {
  const host = normaliseHost(hostname);
  // RFC 6761 6.3: localhost and all names below it are loopback, whatever a name server says.
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  return isIP(host.split("%", 1)[0] ?? "") !== 0 && isPrivateAddress(host);
}

function blocked(hostname: string): FetchError {
  const host = normaliseHost(hostname);
  return new FetchError(
    "blocked-address",
    `${host}: a private network address; poll.allowPrivateAddresses can allow this host`,
    { host },
  );
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const open = addresses.filter(({ address }) => !isPrivateAddress(address));
    const [first] = open;
    if (first === undefined) return callback(blocked(hostname), []);
    return options.all === true ? callback(null, open) : answerOne(first, callback);
  });
};

function answerOne(first: LookupAddress, callback: Parameters<LookupFunction>[2]): void {
  callback(null, first.address, first.family);
}
