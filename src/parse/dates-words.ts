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

/** Hours east of UTC of the zones feeds name. RFC 822 knows the North American ones; the others are habit. */
const zoneHours: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  bst: 1,
  ist: 5.5,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  msd: 4,
  nst: -3.5,
  ndt: -2.5,
  adt: -3,
  ast: -4,
  at: -4,
  edt: -4,
  est: -5,
  et: -5,
  cdt: -5,
  cst: -6,
  ct: -6,
  mdt: -6,
  mst: -7,
  mt: -7,
  pdt: -7,
  pst: -8,
  pt: -8,
  akdt: -8,
  akst: -9,
  hst: -10,
  sgt: 8,
  hkt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  aest: 10,
  acdt: 10.5,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  brt: -3,
  art: -3,
  clt: -4,
  sast: 2,
  wib: 7,
  ict: 7,
  pkt: 5,
};

/** Minutes east of UTC; null when the word names no zone we know. */
export function namedZone(word: string): number | null {
  const hours = zoneHours[word.toLowerCase()];
  return hours === undefined ? null : hours * 60;
}
