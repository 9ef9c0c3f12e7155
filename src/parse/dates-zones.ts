import { toIso } from "./dates-calendar.ts";
import type { DateParts } from "./dates-calendar.ts";

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

/** Minutes east of UTC of an abbreviation (`EST`, `CEST`); null when it names no zone we know. */
export function abbreviatedZone(word: string): number | null {
  const hours = zoneHours[word.toLowerCase()];
  return hours === undefined ? null : hours * 60;
}

/** Minutes east of UTC of an abbreviation, or of a place (`Europe/Brussels`) at the given local time; null for neither. */
export function namedZone(word: string, local: Partial<DateParts>): number | null {
  if (!word.includes("/")) return abbreviatedZone(word);
  const { year, month, day } = local;
  const iso = year === undefined ? null : toIso({ ...local, year, month, day, zone: 0 });
  return iso === null || !/^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/.test(word)
    ? null
    : offsetOfPlace(word, iso);
}

function offsetOfPlace(timeZone: string, iso: string): number | null {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const name = format.formatToParts(new Date(iso)).find(({ type }) => type === "timeZoneName");
    const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name?.value ?? "") ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  } catch {
    // Intl throws for places it does not know.
    return null;
  }
}
