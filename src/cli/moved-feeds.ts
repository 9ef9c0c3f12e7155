import { replaceFeedUrl } from "../config/edit.ts";
import { comparableAddress } from "../config/web-address.ts";
import { tellWhoAsks } from "../fetch/request.ts";
import { keepsCredentials } from "../fetch/route.ts";
import type { Source } from "../model/source.ts";

/** A source whose feed was found at the end of permanent redirects. */
export type Move = { readonly source: Source; readonly movedTo: string };

export type MoveContext = {
  /** The config file's text. */
  readonly text: string;
  /** All sources of the config. */
  readonly sources: readonly Source[];
  /** Whether a text can be used as the config. */
  readonly isUsable: (text: string) => boolean;
};

export type AppliedMoves = {
  readonly text: string;
  /** Those that are in the text now. */
  readonly written: readonly Move[];
  /** One for each move. */
  readonly sentences: readonly string[];
};

/** The config text with the new addresses, all else as it was to the byte; what would make it unusable is left out. */
export function applyMoves(moves: readonly Move[], context: MoveContext): AppliedMoves {
  const together = editEach(moves, context, () => true);
  // Reading a long config takes its time: each edit is tried by itself only where all of them do not fit.
  if (together.written.length === 0 || context.isUsable(together.text)) return together;
  return editEach(moves, context, context.isUsable);
}

function editEach(
  moves: readonly Move[],
  context: MoveContext,
  isUsable: (text: string) => boolean,
): AppliedMoves {
  const taken = new Set(context.sources.map(({ url }) => comparableAddress(url)));
  const written: Move[] = [];
  const sentences: string[] = [];
  let { text } = context;
  for (const move of moves) {
    const edit = editFor(move, { text, taken, isUsable });
    sentences.push(`${move.source.publicUrl} has moved to ${move.movedTo}${edit.remark}`);
    if (edit.text === null) continue;
    ({ text } = edit);
    taken.add(comparableAddress(newAddress(move)));
    written.push(move);
  }
  return { text, written, sentences };
}

/** `text` is null where the move is not written. */
type Edit = { readonly text: string | null; readonly remark: string };

type EditPlace = {
  readonly text: string;
  readonly taken: ReadonlySet<string>;
  readonly isUsable: (text: string) => boolean;
};

function editFor(move: Move, { text, taken, isUsable }: EditPlace): Edit {
  const address = newAddress(move);
  if (taken.has(comparableAddress(address))) {
    return { text: null, remark: ", which the config lists already: remove one of the two." };
  }
  if (tellWhoAsks(move.source.headers) && !isTrusted(move)) {
    return byHand("its headers tell who asks, and would go to another server");
  }
  const edit = replaceFeedUrl(text, move.source.url, address);
  if (!edit.ok) return byHand(edit.message);
  return isUsable(edit.value)
    ? { text: edit.value, remark: ": written into the config." }
    : byHand("with it the config would have problems");
}

function byHand(reason: string): Edit {
  return { text: null, remark: `; ${reason}, so please put it in by hand.` };
}

/** A redirect never says userinfo; it goes where requests would take it, and nowhere else. */
function newAddress({ source, movedTo }: Move): string {
  if (!isTrusted({ source, movedTo })) return movedTo;
  const [from, to] = [new URL(source.url), new URL(movedTo)];
  to.username = from.username;
  to.password = from.password;
  return to.href;
}

function isTrusted({ source, movedTo }: Move): boolean {
  return keepsCredentials(new URL(source.url), new URL(movedTo));
}
