export type Article = {
  readonly title: string;
  readonly url: string;
  readonly guid?: string | null;
  readonly at: number;
  readonly text: string;
};

/** An RSS document of these articles. */
export function feedOf(title: string, articles: readonly Article[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>${new URL("/", articles[0]?.url ?? "https://empty.example").href}</link><description/>${articles.map(itemOf).join("")}</channel></rss>`;
}

function itemOf({ title, url, guid, at, text }: Article): string {
  const id = guid === null ? "" : `<guid isPermaLink="false">${guid ?? url}</guid>`;
  return `<item><title>${title}</title><link>${url}</link>${id}<pubDate>${new Date(at).toUTCString()}</pubDate><description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`;
}

const syllables =
  "ba re mi to lu ken dor vas tir pol gan shu fe nor wil sta cru mon der ach il os".split(" ");

/** So many words that no other seed gives in this order. */
export function wordsOf(seed: string, count: number): string {
  let state = Array.from(seed).reduce(
    (sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0),
    7,
  );
  const next = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return syllables[(state >>> 16) % syllables.length] ?? "";
  };
  return Array.from({ length: count }, () => next() + next() + next()).join(" ");
}
