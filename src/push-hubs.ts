import { createAddressGuard } from "./fetch/guard.ts";
import type { PollSettings } from "./model/config.ts";
import { isPrivateName, type IsOwnHost } from "./websub/hub-address.ts";

/**
 * The hosts of the operator's own network, where hubs may be asked by plain http: those the config exempts by name. Where
 * it exempts all, the ones that show by their name or address that they are private.
 */
export function ownHosts({ allowPrivateAddresses }: PollSettings): IsOwnHost {
  const guard = createAddressGuard(allowPrivateAddresses);
  const strict = createAddressGuard(false);
  return (url) =>
    guard.isExempt(url) &&
    (allowPrivateAddresses !== true || strict.refusal(url) !== null || isPrivateName(url.hostname));
}
