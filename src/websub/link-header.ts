/** Longer fields are no links but a payload. */
const maxFieldLength = 8_192;

/** One link: `<address>` and its parameters, of which quoted ones may hold commas and semicolons (RFC 8288 3). */
const linkPattern = /<([^<>]*)>((?:\s*;[^;,"]*(?:"[^"]*"[^;,"]*)?)*)/g;
const relPattern = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** Addresses of a relation in Link fields, in order, absolute. */
export function linksOfRelation(
  fields: readonly string[],
  relation: string,
  baseUrl: string,
): readonly string[] {
  return fields
    .filter((field) => field.length <= maxFieldLength)
    .flatMap((field) => [...field.matchAll(linkPattern)])
    .filter(([, , parameters = ""]) => relationsOf(parameters).includes(relation))
    .flatMap(([, address = ""]) => URL.parse(address.trim(), baseUrl)?.href ?? []);
}

/** `rel` may name several relations, in any case (RFC 8288 2.1.1). */
function relationsOf(parameters: string): readonly string[] {
  const match = relPattern.exec(parameters);
  return (match?.[1] ?? match?.[2] ?? "").toLowerCase().split(/\s+/);
}
