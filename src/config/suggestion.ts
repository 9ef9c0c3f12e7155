/** Words other aggregators have for the same keys. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["title", "name"],
  ["feed", "url"],
  ["link", "url"],
  ["href", "url"],
  ["xmlurl", "url"],
  ["address", "url"],
  ["category", "tags"],
  ["categories", "tags"],
  ["folder", "tags"],
  ["labels", "tags"],
  ["interval", "minInterval"],
  ["cron", "schedule"],
  ["description", "subtitle"],
  ["block", "drop"],
  ["exclude", "drop"],
  ["include", "keep"],
  ["disabled", "enabled"],
]);

/** The known word a mistyped one most likely stands for, or null. */
export function closest(word: string, known: readonly string[]): string | null {
  const plain = simplified(word);
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(plain, simplified(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best === undefined) return null;
  const synonym = SYNONYMS.get(plain);
  if (best.distance > 1 && synonym !== undefined && known.includes(synonym)) return synonym;
  const tolerated = Math.ceil(Math.min(plain.length, best.candidate.length) / 3);
  return best.distance <= tolerated ? best.candidate : null;
}

/** `max_body` and `max-body` are the other spellings people bring along. */
function simplified(word: string): string {
  return word
    .slice(0, 60)
    .toLowerCase()
    .replaceAll(/[-_\s]/g, "");
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
