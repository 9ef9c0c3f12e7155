/**
 * Months as feeds spell them, January first, without marks and in lower case. A word counts as a month when it starts
 * with one of the stems (`juil` → `juillet`), so a stem has to be long enough to be no other month's.
 */
const monthStems: readonly (readonly string[])[] = [
  [
    "jan",
    "janv",
    "gen",
    "ene",
    "januar",
    "sty",
    "led",
    "oca",
    "tamm",
    "ιαν",
    "янв",
    "січ",
    "jän",
    "styc",
    "xan",
    "ianu",
  ],
  ["feb", "fev", "fevr", "lut", "unor", "sub", "helmi", "φεβ", "фев", "лют", "fever"],
  ["mar", "maer", "mars", "mrt", "mae", "brez", "bre", "maalis", "μαρ", "мар", "бер", "maart"],
  ["apr", "avr", "abr", "kwi", "dub", "nis", "huhti", "απρ", "апр", "кві", "avri", "kwie"],
  [
    "may",
    "mai",
    "mag",
    "mei",
    "maj",
    "kve",
    "touko",
    "μαι",
    "μαϊ",
    "май",
    "мая",
    "тра",
    "mayo",
    "maio",
  ],
  ["jun", "juin", "giu", "cze", "cer", "haz", "kesa", "ιουν", "июн", "чер", "juni"],
  ["jul", "juil", "lug", "lip", "cerven", "tem", "heina", "ιουλ", "июл", "лип", "juli"],
  ["aug", "aou", "ago", "sie", "srp", "agu", "elo", "αυγ", "авг", "сер"],
  ["sep", "set", "wrz", "zar", "eyl", "syys", "szept", "σεπ", "сен", "вер"],
  ["oct", "okt", "ott", "out", "paz", "rij", "eki", "loka", "οκτ", "окт", "жов"],
  ["nov", "lis", "kas", "marras", "noe", "νοε", "νοα", "ноя", "лис", "noi"],
  ["dec", "dez", "dic", "des", "gru", "pro", "ara", "joulu", "δεκ", "дек", "гру"],
];

const monthByStem = new Map(
  monthStems.flatMap((stems, index) => stems.map((stem) => [unmarked(stem), index + 1] as const)),
);

const longestStem = 7;

/** 1–12; null when the word is no month in any language we know. The longest matching stem decides. */
export function monthOf(word: string): number | null {
  const plain = unmarked(word);
  for (let length = Math.min(longestStem, plain.length); length >= 3; length -= 1) {
    const month = monthByStem.get(plain.slice(0, length));
    if (month !== undefined) return month;
  }
  return null;
}

/** Lower case without accents: `Mär`, `déc`, `Ιούλ`. */
function unmarked(word: string): string {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
