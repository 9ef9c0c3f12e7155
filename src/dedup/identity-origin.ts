import type { ParsedEntry } from "../model/feed.ts";
import { identities } from "./identity.ts";

/** What an entry's identity was made from. */
export type IdentityOrigin = "guid" | "link" | "text" | "more";

const keyKinds = [
  { weak: { guid: false, link: false }, origin: "guid" },
  { weak: { guid: true, link: false }, origin: "link" },
  { weak: { guid: true, link: true }, origin: "text" },
] as const;

/** `more`: its key stood on several articles and took title and content in, or the entry was edited since. */
export function identityOrigin(parsed: ParsedEntry, identity: string): IdentityOrigin {
  const has = {
    guid: (parsed.id ?? "").trim() !== "",
    link: parsed.url !== null,
    text: true,
  };
  const found = keyKinds.find(
    ({ weak, origin }) => has[origin] && identities([parsed], weak).identities[0] === identity,
  );
  return found?.origin ?? "more";
}
