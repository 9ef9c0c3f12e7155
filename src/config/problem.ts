/** One thing that is wrong in the config; `message` and `hint` never hold a value from the environment or a password. */
export type Problem = {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** As in `feeds[3].schedule`; '' for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string | null;
};

export type Path = readonly (string | number)[];

/** A value read from text, or what is wrong with it; neither sentence repeats the text. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly hint: string | null };

export function readAs<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function refused(message: string, hint: string | null = null): Reading<never> {
  return { ok: false, message, hint };
}

/** `["feeds", 3, "schedule"]` as `feeds[3].schedule`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`,
    )
    .join("");
}

/** One line a problem, in the file's order: `feeds.yaml:12: feeds[3].schedule: … (hint)`. */
export function formatProblems(file: string, problems: readonly Problem[]): string {
  return problems.map((problem) => formatProblem(file, problem)).join("\n");
}

function formatProblem(file: string, { line, path, message, hint }: Problem): string {
  const where = path === "" ? "" : `${path}: `;
  const sentence = `${where}${message}${hint === null ? "" : ` (${hint})`}`;
  // Keys and values of the file are quoted in it, and may hold anything.
  return `${file}:${line}: ${sentence.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")}`;
}

export function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
