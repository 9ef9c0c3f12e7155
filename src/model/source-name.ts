import type { Source } from "./source.ts";

/** Whether the config means this source by a name or address in a rule or an output. */
export function isNamed(
  { url, publicUrl, name }: Pick<Source, "url" | "publicUrl" | "name">,
  wanted: string,
): boolean {
  return wanted === url || wanted === publicUrl || wanted === name;
}
