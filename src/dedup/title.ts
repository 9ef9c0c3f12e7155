import { wordsOf } from "./words.ts";

/** Longer titles are whole posts; their beginning tells them apart. */
const maxTitleLength = 400;
const separator = /\s+[-–—−·•~]+\s+|\s*[|»«›‹]+\s*|\s*:+\s+|\s*[()[\]]\s*/;

/** A title in comparable form: the words of its parts ("Author: Title | Site" has three), parts joined by " | ". */
export function comparableTitle(title: string | null): string {
  return (title ?? "")
    .slice(0, maxTitleLength)
    .split(separator)
    .map((part) => wordsOf(part).join(" "))
    .filter((part) => part !== "")
    .join(" | ");
}

export function titleParts(comparable: string): readonly string[] {
  return comparable === "" ? [] : comparable.split(" | ");
}

export function titleWords(comparable: string): readonly string[] {
  return comparable === "" ? [] : comparable.split(/ (?:\| )?/);
}

/** Words that titles of a series share and that therefore name no article: what recurs by day, week or number. */
const recurringWords: ReadonlySet<string> = new Set([
  // Rhythm.
  ..."day daily week weekly weekend month monthly year yearly annual today tonight yesterday tomorrow morning evening".split(
    " ",
  ),
  ..."first second third fourth fifth sixth seventh eighth ninth tenth final last next new latest current".split(
    " ",
  ),
  // Kinds of recurring posts.
  ..."update updates status report reports progress news newsletter briefing brief digest roundup round up recap".split(
    " ",
  ),
  ..."summary review links link linkage reading thread open live blog post posts meeting minutes notes note".split(
    " ",
  ),
  ..."episode part chapter issue number no vol volume series edition release released version changelog".split(
    " ",
  ),
  ..."introduction intro hello world welcome conclusion announcement announcements test untitled title photo photos".split(
    " ",
  ),
  ..."image img video videos picture pictures gallery podcast headlines schedule results thoughts misc".split(
    " ",
  ),
  ..."job jobs event events maintenance incident alert warning outage commit merge fix wip".split(
    " ",
  ),
  // Words that carry nothing.
  ..."a an the of on in at to for and or is it my our your i we you this that with from by about what how".split(
    " ",
  ),
]);

/** Whether a title names no article by itself: less than two words are left without numbers and recurring words. */
export function isGenericTitle(comparable: string): boolean {
  const words = titleWords(comparable).filter(
    (word) => !recurringWords.has(word) && !/^v?\d/.test(word),
  );
  const characters = words.reduce((sum, word) => sum + word.length, 0);
  return words.length < 2 || characters < 8;
}

/**
 * Whether two titles are one, apart from names around them: "Author: Title", "Title | Site", "Title (site.com)".
 * `allNames` gives the words of the authors, hosts and feeds of both entries.
 */
export function isSameTitle(a: string, b: string, allNames: () => ReadonlySet<string>): boolean {
  if (a === "" || b === "") {
    return false;
  }
  const [x, y] = [titleParts(a), titleParts(b)];
  if (joined(x) === joined(y) || (x.length === 1 && y.length === 1)) {
    return joined(x) === joined(y);
  }
  const names = allNames();
  return joined(withoutNames(x, names)) === joined(withoutNames(y, names));
}

function joined(parts: readonly string[]): string {
  return parts.join(" ");
}

/** The parts without names at either end; what is left is never empty. */
function withoutNames(parts: readonly string[], names: ReadonlySet<string>): readonly string[] {
  const isName = (part: string) =>
    part.split(" ").every((word) => names.has(word)) || names.has(part.replaceAll(" ", ""));
  const first = parts.findIndex((part) => !isName(part));
  const last = parts.findLastIndex((part) => !isName(part));
  return first === -1 ? parts : parts.slice(first, last + 1);
}
