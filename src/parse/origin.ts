import type { EntryOrigin } from "../model/feed.ts";
import { fieldsOf, firstPresent, firstText } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { alternateOf, atomLinks } from "./links.ts";
import { attributeOf } from "./scope.ts";
import { firstTextConstruct, plainOf } from "./texts.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

/** The feed an entry was taken over from: atom:source holds fields, RSS `source` a title and a URL. */
export function originOf(fields: Fields): EntryOrigin | null {
  const source = firstPresent(fields, ["source", "atom:source"])[0];
  if (source === undefined) return null;
  const parts = fieldsOf(source.element, source.scope);
  const url = attributeOf(source.element, "url");
  const written = parts.size === 0 ? textOf(source.element).trim() : "";
  return {
    id: firstText(parts, ["id", "atom:id"]),
    title: plainOf(firstTextConstruct(parts, ["title", "atom:title"])) ?? (written || null),
    url: url === null ? alternateOf(atomLinks(parts)) : absoluteUrl(url, source.scope.baseUrl),
  };
}
