import type { CachingFields } from "../model/errors.ts";
import type { Validators } from "../model/source.ts";
import type { WireFields } from "./wire.ts";

/** A validator that could not be sent back is none (RFC 9110 5.5); it would fail every later request. */
const sendable = /^[\t\x20-\x7e\x80-\xff]{1,1024}$/;

/** The first value of a field; null where it is missing or empty. */
export function field(fields: WireFields, name: string): string | null {
  const value = fields[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === "" ? null : first;
}

/** All values of a list field, as they came. */
export function fieldValues(fields: WireFields, name: string): readonly string[] {
  const value = fields[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function validatorsOf(fields: WireFields): Validators {
  return { etag: validator(fields, "etag"), lastModified: validator(fields, "last-modified") };
}

function validator(fields: WireFields, name: string): string | null {
  const value = field(fields, name);
  return value !== null && sendable.test(value) ? value : null;
}

/** `redirectRetryAfter`: of the redirects before. */
export function cachingFieldsOf(
  fields: WireFields,
  redirectRetryAfter: string | null,
): CachingFields {
  const cacheControl = fieldValues(fields, "cache-control").join(", ");
  return {
    cacheControl: cacheControl === "" ? null : cacheControl,
    age: field(fields, "age"),
    expires: field(fields, "expires"),
    date: field(fields, "date"),
    retryAfter: field(fields, "retry-after"),
    redirectRetryAfter,
  };
}
