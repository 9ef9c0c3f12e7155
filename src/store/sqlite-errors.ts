import { StoreError } from "./store-error.ts";

/** Result codes of SQLite (sqlite.org/rescode.html); the low byte of an extended code is its primary one. */
const codes = {
  busy: 5,
  locked: 6,
  readonly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** Extended I/O errors that a full disk or a quota gives: write, truncate, growing the shared memory file. */
const ioErrorsOfFullDisk = new Set([778, 1546, 4874]);

/** The error as the operator should read it; what is no failure of the file (a bug of ours) comes back as it is. */
export function asStoreError(error: unknown, file: string): unknown {
  const code = resultCode(error);
  if (code === null) return error;
  const explain = explanations.get(code & 0xff);
  if (explain === undefined) return error;
  return explain(file, code, error);
}

function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  return typeof error.errcode === "number" ? error.errcode : null;
}

type Explain = (file: string, code: number, cause: unknown) => StoreError;

const explanations: ReadonlyMap<number, Explain> = new Map<number, Explain>([
  [codes.busy, locked],
  [codes.locked, locked],
  [codes.readonly, (file, _code, cause) => unwritable(file, cause)],
  [codes.ioError, ioError],
  [codes.corrupt, (file, _code, cause) => damaged(file, cause)],
  [codes.full, (file, _code, cause) => full(file, cause)],
  [codes.cannotOpen, (file, _code, cause) => unwritable(file, cause)],
  [codes.notADatabase, (file, _code, cause) => damaged(file, cause)],
]);

function locked(file: string, _code: number, cause: unknown): StoreError {
  const message = `Another process kept the database ${file} locked for too long; it is tried again at the next poll.`;
  return new StoreError("locked", message, cause);
}

function full(file: string, cause: unknown): StoreError {
  const message = `The disk that holds the database ${file} is full; free some room, polling then goes on by itself.`;
  return new StoreError("full", message, cause);
}

function ioError(file: string, code: number, cause: unknown): StoreError {
  if (ioErrorsOfFullDisk.has(code)) return full(file, cause);
  const message = `The database ${file} could not be read or written (I/O error ${code}); check the disk.`;
  return new StoreError("unreadable", message, cause);
}

function damaged(file: string, cause: unknown): StoreError {
  const message = `The file ${file} is damaged or no database; move it away or restore a backup.`;
  return new StoreError("unreadable", message, cause);
}

function unwritable(file: string, cause: unknown): StoreError {
  const message = `The database ${file} cannot be opened for writing; check that its folder exists and who owns it.`;
  return new StoreError("unreadable", message, cause);
}
