import type { Person } from "../model/feed.ts";
import { isEmail } from "./clean-authors.ts";

/** An address anywhere in a name; "@jane@social.example" is none but a handle that people give on purpose. */
const emailInside = /(?<![@\w.+-])[^\s@<>()"',;]{1,64}@[^\s@<>()"',;]{1,190}/g;

/** Names to publish. E-mail addresses never are: harvesters read feeds too. */
export function shownAuthors(authors: readonly Person[]): readonly string[] {
  const names = authors.flatMap(({ name }) => publicName(name));
  return [...new Set(names)];
}

/** Authors for `inspect`: by name, or by e-mail address where that is all there is. */
export function neutralAuthors(authors: readonly Person[]): readonly string[] {
  return authors.flatMap(({ name, email }) => name ?? email ?? []);
}

function publicName(name: string | null): string[] {
  if (name === null || isEmail(name)) return [];
  // "Jane Doe jane@example.org" is a name with an address beside it.
  const withoutAddress = name.includes("@")
    ? name.replace(emailInside, "").replace(/\s+/g, " ").trim()
    : name;
  return /[\p{L}\p{N}]/u.test(withoutAddress) ? [withoutAddress] : [];
}
