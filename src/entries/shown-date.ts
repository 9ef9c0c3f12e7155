type DateStyle = {
  /** BCP 47. */
  readonly language: string;
  /** IANA. */
  readonly timezone: string;
};

/** Making a formatter costs a thousand times as much as using it. One style per configuration, so the map stays small. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day as people write it in the language: "February 10, 2026". `iso` is a readable instant. */
export function shownDate(iso: string, style: DateStyle): string {
  return formatterOf(style).format(new Date(iso));
}

function formatterOf({ language, timezone }: DateStyle): Intl.DateTimeFormat {
  const key = `${language} ${timezone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat([language, "en"], { dateStyle: "long", timeZone: timezone });
  formatters.set(key, made);
  return made;
}
