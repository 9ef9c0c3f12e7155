import { titleWords } from "./title.ts";

/**
 * What sets two posts with otherwise equal titles apart: numbers, versions, parts, days, months (series, releases, daily
 * posts), and words that say what kind of post it is (a reply, a correction, a gallery is not the article).
 */
export type TitleMarks = {
  readonly numbers: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  /** Numbers behind a word for a part ("part 2", "episode 14"): they name a post even where the other title has none. */
  readonly parts: ReadonlySet<string>;
};

const roman = /^(?:[ivx]{1,4}|x[ivx]{1,4})$/;
const ordinals = wordSet(
  "first second third fourth fifth sixth seventh eighth ninth tenth",
  "one two three four five six seven eight nine ten",
);
// English, German, French, Spanish, Portuguese, Italian, as the feeds of the captures are written.
const weekdays = wordSet(
  "monday tuesday wednesday thursday friday saturday sunday",
  "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
  "montag dienstag mittwoch donnerstag freitag samstag sonntag",
  "lundi mardi mercredi jeudi vendredi samedi dimanche",
  "lunes martes miércoles jueves viernes sábado domingo",
  "lunedì martedì mercoledì giovedì venerdì",
);
const months = wordSet(
  "january february april june july august september october november december",
  "jan feb mar apr jun jul aug sep sept oct nov dec",
  "januar februar märz mai juni juli oktober dezember",
  "janvier février mars avril juin juillet août septembre octobre novembre décembre",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro",
);
const partWords = wordSet(
  "part pt episode ep chapter volume vol issue no number week day lesson round season",
  "teil folge partie parte épisode capítulo",
);
const kindWords = wordSet(
  "re reply replies comment correction corrections erratum retraction reactions pictures photos gallery",
  "video podcast transcript quiz obituary opinion editorial letter letters preview recap sequel followup",
);

/** A look-up is a tenth of a regular expression, and every word of every title is looked up. */
function wordSet(...rows: readonly string[]): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => row.split(" ")));
}

export function titleMarks(comparable: string): TitleMarks {
  const words = titleWords(comparable)
    .map(withoutUnit)
    .filter((word, index, all) => !isVirusName(word, all[index - 1]));
  const marks = words.filter((word, index) => isNumberMark(word) || isMonthHere(words, index));
  return {
    numbers: new Set(marks),
    kinds: new Set(words.filter((word) => kindWords.has(word))),
    parts: new Set(
      words.filter((word, index) => partWords.has(words[index - 1] ?? "") && isNumberMark(word)),
    ),
  };
}

/** "may" and "march" are months beside a number and at either end of a title, else mostly verbs. */
function isMonthHere(words: readonly string[], index: number): boolean {
  if (words[index] !== "may" && words[index] !== "march") {
    return false;
  }
  const isAtEnd = index === 0 || index === words.length - 1;
  return isAtEnd || /^\d/.test(words[index - 1] ?? "") || /^\d/.test(words[index + 1] ?? "");
}

/** "1000km" and "1,000 kms", "$20m" and "$20 million" are one number. */
function withoutUnit(word: string): string {
  return /^\d/.test(word)
    ? word.replace(/^(\d+)(?:kms?|k|m|mn|bn|b|pc|percent|th|st|nd|rd)$/, "$1")
    : word;
}

/** "Covid-19" stands in the headline of one editor and not of the other; its number counts nothing. */
function isVirusName(word: string, before: string | undefined): boolean {
  return word === "covid19" || (word === "19" && before === "covid");
}

function isNumberMark(word: string): boolean {
  return (
    /\d/.test(word) ||
    roman.test(word) ||
    ordinals.has(word) ||
    weekdays.has(word) ||
    months.has(word)
  );
}
