export type SampleItem = {
  readonly title: string;
  readonly link?: string;
  readonly date?: string;
  readonly content?: string;
};

/** An RSS document with these items. */
export function rss(title: string, items: readonly SampleItem[]): string {
  const written = items.map(writeItem);
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${title}</title><link>https://a.example/</link><description/>${written.join("")}</channel></rss>`;
}

function writeItem({ title, link, date, content }: SampleItem): string {
  const address = link ?? `https://a.example/${encodeURIComponent(title)}`;
  const published = date === undefined ? "" : `<pubDate>${date}</pubDate>`;
  const text = `<content:encoded><![CDATA[<p>${content ?? `About ${title}.`}</p>]]></content:encoded>`;
  return `<item><title>${title}</title><link>${address}</link>${published}${text}</item>`;
}

/** `count` items, newest first, a day apart. */
export function days(count: number, prefix = "Day"): readonly SampleItem[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `${prefix} ${count - index}`,
    date: new Date(Date.UTC(2026, 3, 30) - index * 86_400_000).toUTCString(),
  }));
}
