import type {
  ExplainedArticle,
  ExplainedEntry,
  Explanation,
  Refusal,
} from "../explain/explanation.ts";
import { shorten } from "./table.ts";

/** An explanation for a person: what is shown, the entries it was joined from and why, what was kept apart and why. */
export function explanationText({ articles, pruned }: Explanation): string {
  const parts = [...articles.map(articleText), ...pruned.map(prunedText)];
  return `${parts.join("\n\n")}\n`;
}

/** With what was kept apart the rest still fits a screen; `--json` has all. */
const maxEntries = 5;

function articleText({ entries, refused, ...article }: ExplainedArticle): string {
  const title = shorten(entries[0]?.title ?? "(no title)", 100);
  const lines = [
    `${article.isShown ? "Shown" : "Not shown"}: ${title}`,
    `  ${article.verdict}`,
    `  id ${article.id}, placed at ${minute(article.placedAt)}`,
    "",
    entries.length === 1 ? "One entry:" : `${entries.length} entries, the shown one first:`,
    ...entries.slice(0, maxEntries).flatMap(entryLines),
    ...moreLines(entries.slice(maxEntries)),
    "",
    refused.length === 0 ? "Nothing like it was kept apart." : "Kept apart from:",
    ...refused.flatMap(refusalLines),
  ];
  return lines.join("\n");
}

function entryLines(entry: ExplainedEntry): readonly string[] {
  const listed =
    entry.lastListedAt === null ? "listed now" : `last listed ${minute(entry.lastListedAt)}`;
  const edited = entry.editedAt === null ? "" : `, edited ${minute(entry.editedAt)}`;
  const dated = entry.published === null ? "no date" : `dated ${minute(entry.published)}`;
  return [
    `  ${entry.source.title}: ${shorten(entry.url ?? "no address", 120)}`,
    ...(entry.reason === null || entry.reason === "first" ? [] : [`    joined: ${because(entry)}`]),
    `    ${dated}, first seen ${minute(entry.firstSeenAt)}, ${listed}${edited}`,
    `    known by its ${identityWords(entry)}; ${entry.verdict}`,
  ];
}

function moreLines(entries: readonly ExplainedEntry[]): readonly string[] {
  if (entries.length === 0) return [];
  const names = shorten(entries.map(({ source }) => source.title).join(", "), 200);
  return [`  and ${entries.length} more, from ${names}`];
}

function identityWords({ identityFrom, guid, url }: ExplainedEntry): string {
  if (identityFrom === "guid") return `guid ${shorten(guid ?? "", 100)}`;
  if (identityFrom === "link") return `link ${shorten(url ?? "", 100)}`;
  return identityFrom === "text"
    ? "title and text, having no guid or link of its own"
    : "guid or link with title and text, since the feed gives it to several articles";
}

function refusalLines(refusal: Refusal): readonly string[] {
  const { title, url, source } = refusal;
  return [
    `  ${source.title}: ${shorten(title ?? url ?? "", 100)}`,
    ...(url === null ? [] : [`    ${shorten(url, 120)}`]),
    `    ${because(refusal)}`,
  ];
}

function because({ reason, evidence }: Pick<ExplainedEntry, "reason" | "evidence">): string {
  return evidence === "" || evidence === null
    ? (reason ?? "")
    : `${reason}: ${shorten(evidence, 200)}`;
}

function prunedText({ url, source, firstSeenAt, prunedAt }: ExplainedEntry): string {
  const since = prunedAt === null ? "" : ` at ${minute(prunedAt)}`;
  return `Not shown: ${url ?? ""} of ${source.title}, first seen ${minute(firstSeenAt)}, was pruned${since} (retention); it is remembered and will not come back as new.`;
}

/** To the minute, UTC. */
function minute(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
