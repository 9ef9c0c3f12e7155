import { DatabaseSync } from "node:sqlite";
import type { FeedSite } from "../support/feed-site.ts";
import { eventually, type Service, type Workplace } from "../support/run-feedloom.ts";

export const articleText = Array.from({ length: 400 }, (_, index) => `word${index}`).join(" ");

/** A web page with an article, a picture and an author. */
export function articlePage(title: string, body = `<p>${articleText} of ${title}</p>`): string {
  const head = `<title>${title}</title><meta property="og:image" content="/cover.jpg"><meta name="author" content="Jo Doe">`;
  return `<!doctype html><html><head>${head}</head><body><article><h1>${title}</h1>${body}</article></body></html>`;
}

type Item = { readonly title: string; readonly content_html: string; readonly image?: string };

export async function shownItems(service: Service): Promise<readonly Item[]> {
  const answer = await fetch(new URL("feed.json", service.url));
  return ((await answer.json()) as { items: Item[] }).items;
}

/** Waits until something is shown. */
export async function contentWith(service: Service, what: string): Promise<readonly Item[]> {
  return eventually(
    async () => {
      const found = await shownItems(service);
      return found.some((item) => JSON.stringify(item).includes(what)) ? found : null;
    },
    { what },
  );
}

/** Waits for more polls of the site's feed. */
export async function morePolls(site: FeedSite, more: number): Promise<void> {
  const until = site.asked("/feed").length + more;
  await eventually(async () => (site.asked("/feed").length >= until ? true : null), {
    what: "polls",
  });
}

/** Until when a host rests, as the database has it. */
export function restOf({ folder }: Workplace, host: string): number {
  const database = new DatabaseSync(`${folder}/data/feedloom.db`, { readOnly: true });
  try {
    const row = database.prepare("select restUntil from host where host = ?").get(host);
    return Number(row?.["restUntil"] ?? 0);
  } finally {
    database.close();
  }
}
