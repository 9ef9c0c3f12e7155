import type { EventEmitter } from "node:events";
import type { Readable } from "node:stream";

/** How a request travels. */
export type Path = {
  readonly proxy: string | null;
  readonly allowInsecureTls: boolean;
};

export type WireRequest = {
  readonly method: "GET" | "POST";
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly path: Path;
  /** Emits `abort`. */
  readonly signal: EventEmitter;
};

export type WireAnswer = WireHead & {
  /** null: a 304, which has none (RFC 9110 15.4.5). */
  readonly body: WireBody | null;
};

export type WireBody = Readable & {
  dump(limits: { limit: number; signal: AbortSignal }): Promise<void>;
};

/** Field values as they came, one byte a character. */
export type WireFields = Readonly<Record<string, string | string[] | undefined>>;

export type WireHead = { readonly status: number; readonly fields: WireFields };
