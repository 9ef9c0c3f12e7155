import { foldSpace } from "../markup/fold-space.ts";
import { visibleText } from "../markup/visible-text.ts";
import type { Person } from "../model/feed.ts";

/** More is no by-line but a payload; the captured feeds name at most a few dozen (papers). */
const maxAuthors = 100;
const maxNameLength = 200;

/** An address as feeds write it; spaces and quotes end it. */
const emailPattern = /^[^\s@<>()"',;]{1,64}@[^\s@<>()"',;]{1,190}$/;

/**
 * The authors of an entry: names on one line, "mail@host (Name)" and "Name <mail@host>" taken apart, nobody twice.
 */
export function cleanAuthors(authors: readonly Person[]): readonly Person[] {
  const known = new Map<string, Person>();
  for (const author of authors.slice(0, maxAuthors)) {
    const person = cleanPerson(author);
    const key = (person.name ?? person.email ?? "").toLowerCase();
    if (key !== "" && !known.has(key)) known.set(key, person);
  }
  return [...known.values()];
}

/** Whether a text is an e-mail address and nothing else. */
export function isEmail(text: string): boolean {
  return emailPattern.test(text);
}

function cleanPerson(author: Person): Person {
  const { name, email } = splitName(foldSpace(author.name ?? "").slice(0, maxNameLength * 2));
  const given = foldSpace(author.email ?? "").replace(/^mailto:/i, "");
  const url = URL.parse((author.url ?? "").trim());
  return {
    name,
    email: isEmail(given) ? given : (email ?? splitName(given).email),
    url: url?.protocol === "https:" || url?.protocol === "http:" ? url.href : null,
  };
}

type NameAndEmail = { readonly name: string | null; readonly email: string | null };

/** RSS wants an e-mail address as author, with the name behind it in brackets; people write it in every other order too. */
function splitName(written: string): NameAndEmail {
  const text = written.replace(/\bmailto:/i, "");
  const bracketed = /^(?<first>[^<>()]*?)\s*[<(](?<second>[^<>()]*)[>)]$/.exec(text)?.groups;
  const first = bracketed?.["first"] ?? text;
  const second = bracketed?.["second"] ?? "";
  if (isEmail(first)) return { name: nameOf(second), email: first };
  if (isEmail(second)) return { name: nameOf(first), email: second };
  return { name: nameOf(text), email: null };
}

/** Quotes around a name are the syntax of mail headers. */
function nameOf(text: string): string | null {
  const name = text
    .replace(/^"(.*)"$/, "$1")
    .slice(0, maxNameLength)
    .toWellFormed()
    .trim();
  return visibleText(name) || null;
}
