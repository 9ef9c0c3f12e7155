import { readFile, writeFile } from "node:fs/promises";
import { replaceFeedUrl } from "../config/edit.ts";
import type { Source } from "../model/source.ts";

/** A source whose feed was found at the end of permanent redirects. */
export type Move = { readonly source: Source; readonly movedTo: string };

export type MoveContext = {
  readonly configPath: string;
  /** All sources of the config. */
  readonly sources: readonly Source[];
};

/** Writes new addresses into the config file, all else stays to the byte; gives a sentence for each move. */
export async function applyMoves(
  moves: readonly Move[],
  { configPath, sources }: MoveContext,
): Promise<readonly string[]> {
  const before = await readFile(configPath, "utf8");
  const taken = new Set(sources.map(({ url }) => url));
  const sentences: string[] = [];
  let text = before;
  for (const { source, movedTo } of moves) {
    const address = newAddress(source, movedTo);
    const edit = taken.has(address) ? null : replaceFeedUrl(text, source.url, address);
    sentences.push(sentenceOn({ source, movedTo }, edit));
    if (edit?.ok !== true) continue;
    taken.add(address);
    text = edit.value;
  }
  if (text !== before) await writeFile(configPath, text);
  return sentences;
}

/** A redirect never says userinfo; it stays where the origin stays, and goes to no other. */
function newAddress({ url }: Source, movedTo: string): string {
  const [from, to] = [new URL(url), new URL(movedTo)];
  if (from.origin !== to.origin) return movedTo;
  to.username = from.username;
  to.password = from.password;
  return to.href;
}

function sentenceOn(
  { source, movedTo }: Move,
  edit: ReturnType<typeof replaceFeedUrl> | null,
): string {
  const move = `${source.publicUrl} has moved to ${movedTo}`;
  if (edit === null) return `${move}, which the config lists already: remove one of the two.`;
  if (edit.ok) return `${move}: written into the config.`;
  return `${move}; ${edit.message}, so please put it in by hand.`;
}
