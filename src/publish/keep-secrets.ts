import { madeAtomId } from "../model/made-id.ts";
import type { Post, PostCopy } from "../model/post.ts";
import type { StoredEntry } from "../model/stored.ts";
import { hasUserinfo, type Secrecy } from "./secrecy.ts";

/** A post without what its source hides: addresses that tell of it are left out, in texts it is replaced. */
export function withoutSecrets(post: Post, secrecy: Secrecy): Post {
  const told = (address: string | null): string | null => toldAddress(address, secrecy);
  const { hide } = secrecy;
  return {
    ...post,
    url: told(post.url),
    title: hide(post.title),
    summary: hide(post.summary),
    contentHtml: post.contentHtml === null ? null : hideInHtml(post.contentHtml, secrecy),
    coverUrl: told(post.coverUrl),
    authors: post.authors.map(hide),
    shownAuthors: post.shownAuthors.map(hide),
    categories: post.categories.map(hide),
    enclosures: post.enclosures.filter(({ url }) => !secrecy.covers(url)),
    source: {
      ...post.source,
      rights: post.source.rights === null ? null : hide(post.source.rights),
    },
  };
}

/** The same for another copy of the article, which its own source hides things of. */
export function copyWithoutSecrets(copy: PostCopy, secrecy: Secrecy): PostCopy {
  const title = copy.title === null ? null : secrecy.hide(copy.title);
  return { ...copy, title, url: toldAddress(copy.url, secrecy) };
}

/** The post's id, or the one made for its entry where it tells a secret of one of its sources. */
export function toldId(
  id: string,
  entry: Pick<StoredEntry, "sourceId" | "identity">,
  secrecies: readonly Secrecy[],
): string {
  const isSecret = hasUserinfo(id) || secrecies.some((secrecy) => secrecy.covers(id));
  return isSecret ? madeAtomId(entry.sourceId, entry.identity) : id;
}

function toldAddress(address: string | null, secrecy: Secrecy): string | null {
  return address === null || secrecy.covers(address) ? null : address;
}

/** Tags as the sanitiser writes them: values in double quotes. */
const tagOrText = /<(?:"[^"]*"|[^">])*>|[^<]+/g;
const attribute = /\s([a-z-]+)="([^"]*)"/gi;
const addressNames = new Set(["href", "src", "srcset", "poster", "cite"]);

function hideInHtml(html: string, secrecy: Secrecy): string {
  return html.replace(tagOrText, (part) => {
    if (!part.startsWith("<")) return secrecy.hide(part);
    if (!part.includes("=")) return part;
    return part.replace(attribute, (whole, name: string, value: string) => {
      const address = value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
      if (addressNames.has(name)) return isTold(address, secrecy) ? whole : "";
      return ` ${name}="${secrecy.hide(value)}"`;
    });
  });
}

/** A `srcset` lists several addresses. */
function isTold(address: string, secrecy: Secrecy): boolean {
  return ![address, ...address.split(/,?\s+/)].some((one) => secrecy.covers(one));
}
