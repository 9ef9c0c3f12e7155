import { unsaid, type EntryFeatures } from "./entry-features.ts";

const unsaidValues: ReadonlyMap<string, unknown> = new Map(Object.entries(unsaid));

/** Features as the store keeps them, to be read by `readFeatures`: JSON without what most entries do not have. */
export function writeFeatures(features: EntryFeatures): string {
  const said = Object.entries(features).filter(([name, value]) => !isUnsaid(name, value));
  return JSON.stringify(Object.fromEntries(said));
}

function isUnsaid(name: string, value: unknown): boolean {
  const isNothing = Array.isArray(value) ? value.length === 0 : value === unsaidValues.get(name);
  return isNothing && unsaidValues.has(name);
}
