export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string that says something, as written but for characters no document may hold. */
export function stringAt(from: JsonObject, name: string): string | null {
  const value = from[name];
  return typeof value === "string" && value.trim() !== "" ? value.toWellFormed() : null;
}

export function objectAt(from: JsonObject, name: string): JsonObject | null {
  const value = from[name];
  return isJsonObject(value) ? value : null;
}

export function listAt(from: JsonObject, name: string): readonly unknown[] {
  const value = from[name];
  return Array.isArray(value) ? value : [];
}

export function objectsAt(from: JsonObject, name: string): JsonObject[] {
  return listAt(from, name).filter(isJsonObject);
}
