import { urlKey } from "./url-key.ts";
import { wordsOf } from "./words.ts";

/** Credits stand in the first or the last paragraph. */
const edgeLength = 1200;
const contextLength = 60;
/** More are a list of links, each with its "read the full article". */
const maxCredits = 2;

/** How publishers and blog software say where a text comes from. */
const creditPhrase =
  /originally (?:published|posted|appeared|written)|(?:was )?first (?:published|posted|appeared)|appeared first|cross-?posted|re-?published from|syndicated from|(?:continue|keep) reading|read (?:the )?(?:full|original|rest|whole|entire)|original (?:article|post|story|source)|urspr(?:ü|ue)nglich (?:erschienen|ver(?:ö|oe)ffentlicht)|publicado originalmente|originalmente publicado|publié (?:à l['’]origine|initialement)/i;
const anchor = /<a\b[^>]{0,600}?\bhref="([^"]{1,2000})"[^>]{0,600}>([^<]{0,300})/gi;

/** "By Jo Doe of RNZ", "From Bloomberg —": at the very beginning. */
const creditLinePattern =
  /^\W{0,3}(?:by|from|via|source|courtesy of|von|par|por)\b[:\s]([^\n]{2,60})/i;
const creditedHouse = /\b(?:of|for|from|via)\s+([^\n]{2,40})$/i;

/** Words of the credit line at the head of a plain text and of an author line that names a house; lower case, at most twelve. */
export function creditLineOf(text: string, authors: readonly string[]): readonly string[] {
  const line = creditLinePattern.exec(text.slice(0, 80))?.[1] ?? "";
  const houses = authors.map((name) => creditedHouse.exec(name.slice(0, 100))?.[1] ?? "");
  return [...new Set(wordsOf([line, ...houses].join(" ")))].slice(0, 12);
}

/** Keys of the addresses that the edges of a sanitised HTML text name as its original. */
export function creditsOf(html: string): readonly string[] {
  const edges =
    html.length <= 2 * edgeLength ? [html] : [html.slice(0, edgeLength), html.slice(-edgeLength)];
  const keys = edges
    .flatMap(creditedAddresses)
    .map((url) => urlKey(url.replaceAll("&amp;", "&")))
    .filter((key) => key !== null);
  const credited = [...new Set(keys)];
  return credited.length <= maxCredits ? credited : [];
}

function creditedAddresses(edge: string): readonly string[] {
  return [...edge.matchAll(anchor)].filter(isCredit).map((match) => match[1] ?? "");

  function isCredit(match: RegExpExecArray): boolean {
    const end = match.index + match[0].length;
    const before = edge.slice(Math.max(0, match.index - contextLength), match.index);
    const after = edge.slice(end, end + contextLength);
    return creditPhrase.test(`${plain(before)} ${match[2] ?? ""} ${plain(after)}`);
  }
}

function plain(html: string): string {
  return html.replace(/<[^<>]{0,300}>/g, " ");
}
