import { LineCounter, parseDocument } from "yaml";
import type { Document, YAMLError } from "yaml";

import type { Problem } from "./problem.ts";
import { unclosedAt } from "./yaml-unclosed.ts";
import type { Unclosed } from "./yaml-unclosed.ts";

/** YAML's own errors in words for someone who edits a config, not for someone who writes a YAML parser. */
const WORDS: Partial<Record<YAMLError["code"], readonly [message: string, hint: string | null]>> = {
  TAB_AS_INDENT: ["a tab cannot indent YAML", "use spaces"],
  DUPLICATE_KEY: ["this key stands twice", "keep one of the two"],
  BAD_INDENT: ["the indentation does not fit the lines above", "align keys of one level"],
  MULTIPLE_DOCS: ["only one YAML document is read", "take out the --- line"],
  BLOCK_AS_IMPLICIT_KEY: [
    "a second colon in one line",
    "put a text with a colon and blank in quotes",
  ],
  TAG_RESOLVE_FAILED: [
    "YAML tags (!name) are not understood",
    "put a text that begins with ! in quotes",
  ],
  BAD_SCALAR_START: ["a text cannot begin with this character", "put it in quotes"],
  BAD_DQ_ESCAPE: ["an escape that YAML does not know", "in patterns use single quotes: '\\d+'"],
  MISSING_CHAR: ["a quote, bracket, colon or comma is missing", null],
};

const NOT_YAML = ["this is not YAML", "check quotes, colons and indentation"] as const;

/** After these the rest of the document is still read as it was meant. */
const LOCAL: ReadonlySet<YAMLError["code"]> = new Set<YAMLError["code"]>([
  "TAB_AS_INDENT",
  "DUPLICATE_KEY",
  "TAG_RESOLVE_FAILED",
  "BAD_DQ_ESCAPE",
]);

/** These swallow what follows, unless the rest of their line is left out. */
const LINE_SPOILING: ReadonlySet<YAMLError["code"]> = new Set<YAMLError["code"]>([
  "BLOCK_AS_IMPLICIT_KEY",
  "BAD_SCALAR_START",
]);

const MOST_MENDED_LINES = 50;

/** The whole document is looked through for each; after the first the others mostly follow from it. */
const MOST_PLACED = 20;

export type Syntax = {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** One problem a line: one mistake makes several YAML errors, the first says it. */
  readonly problems: ReadonlyMap<number, Problem>;
  /** Lines from which on the structure is a guess. */
  readonly brokenLines: readonly number[];
};

/** Parses; where a mistake spoils one line only, the rest is read without it, so that every other problem is found too. */
export function parseTolerantly(text: string): Syntax {
  const problems = new Map<number, Problem>();
  let mended = text;
  for (let round = 0; ; round += 1) {
    const lines = new LineCounter();
    const document = parseDocument(mended, {
      lineCounter: lines,
      prettyErrors: false,
      // "silent" would also keep back that there is a second document.
      logLevel: "error",
    });
    const spoiling = document.errors.find((error) => LINE_SPOILING.has(error.code));
    if (spoiling === undefined || round === MOST_MENDED_LINES) {
      return { document, lines, ...remaining(document, { text, lines, problems }) };
    }
    note(problems, spoiling, { text, lines });
    mended = blankToLineEnd(mended, spoiling.pos[0]);
  }
}

function remaining(
  document: Document.Parsed,
  { text, lines, problems }: { text: string; lines: LineCounter; problems: Map<number, Problem> },
): Pick<Syntax, "problems" | "brokenLines"> {
  const errors = [...document.errors, ...document.warnings];
  const placed = errors.map((error, index) => ({
    error,
    place: index < MOST_PLACED ? unclosedAt(document, error) : null,
  }));
  for (const { error, place } of placed) note(problems, error, { text, lines, place });
  const structural = placed.filter(({ error }) => !LOCAL.has(error.code));
  const offsets = structural.map(({ error, place }) => place?.offset ?? error.pos[0]);
  return { problems, brokenLines: offsets.map((offset) => lines.linePos(offset).line) };
}

type Noting = {
  readonly text: string;
  readonly lines: LineCounter;
  /** Where it is unlike the error's own place: what is not closed is told of where it opens. */
  readonly place?: Unclosed | null;
};

function note(
  problems: Map<number, Problem>,
  error: YAMLError,
  { text, lines, place }: Noting,
): void {
  const { offset, words } = place ?? { offset: error.pos[0], words: WORDS[error.code] ?? NOT_YAML };
  const { line, col: column } = lines.linePos(offset);
  if (problems.has(line)) return;
  const [message, hint] = words;
  const key = /^[\w-]{0,60}/.exec(text.slice(error.pos[0]))?.[0] ?? "";
  const path = error.code === "DUPLICATE_KEY" ? key : "";
  problems.set(line, { line, column, path, message, hint });
}

function blankToLineEnd(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  const stop = end === -1 ? text.length : end;
  return text.slice(0, offset) + " ".repeat(stop - offset) + text.slice(stop);
}

/** An unquoted cron expression begins with what YAML takes for an alias: `*` or `*\/10`; `name` is what follows the `*`. */
export function aliasHint(name: string): string {
  return name === "" || /^\/\d/.test(name)
    ? `an unquoted * begins a YAML alias: put the cron expression in quotes, as in '*${name} * * * *'`
    : "an unquoted * begins a YAML alias: put the text in quotes";
}
