/** Each percent-encoded part by itself: some stand for no text at all. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** What a text can say that is an address or holds one: a + may be a blank, and an address may carry another one. */
export function readingsOf(text: string): readonly string[] {
  const readings = [percentDecoded, (one: string) => percentDecoded(one.replaceAll("+", " "))];
  return readings.flatMap((read) => [read(text), read(read(text))]);
}
