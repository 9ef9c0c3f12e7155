import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { FetchError } from "../model/errors.ts";
import { decoded } from "./codings.ts";
import { field, fieldValues } from "./fields.ts";
import type { Pause } from "./deadline.ts";
import type { Room } from "./request.ts";
import type { WireAnswer } from "./wire.ts";

/** Chunks are copied into blocks: a sender of one-byte chunks must not make us keep an object for each byte. */
const blockBytes = 256 * 1024;
/** What is read of an answer nobody needs, so that its connection can be used again. */
const discardBytes = 64 * 1024;
const discardMs = 1000;

export type BodyLimits = {
  readonly maxBytes: number;
  readonly host: string;
  /** Its name in the config, where it has one. */
  readonly setting?: string;
  readonly room?: Room;
  readonly pauseFor?: Pause;
};

/** A whole body, at most `maxBytes` after decompression. Throws FetchError `too-large`, `bad-encoding` or the transfer's error. */
export async function readBody(
  answer: WireAnswer,
  limits: BodyLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const { body } = answer;
  if (body === null) return new Uint8Array(0);
  try {
    const length = field(answer.fields, "content-length");
    if (Number(length) > limits.maxBytes) throw tooLarge(limits);
    // Some servers name a coding even where nothing follows, and nothing is no valid gzip.
    const coding = length === "0" ? "" : fieldValues(answer.fields, "content-encoding").join(",");
    return await collect(decoded(body, coding, limits.host), limits);
  } catch (error) {
    body.on("error", () => {}).destroy();
    throw error;
  }
}

async function collect(chunks: Readable, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  const blocks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      if (size + chunk.length > limits.maxBytes) throw tooLarge(limits);
      if (limits.room?.has(size + chunk.length) === false) {
        await makeRoom(limits, size + chunk.length);
      }
      addChunk(blocks, size, chunk);
      size += chunk.length;
    }
    return joined(blocks, size);
  } finally {
    for (const { buffer } of blocks) freeNow(buffer);
  }
}

function addChunk(blocks: Buffer<ArrayBuffer>[], size: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length;) {
    const used = (size + at) % blockBytes;
    if (used === 0) blocks.push(Buffer.allocUnsafeSlow(blockBytes));
    at += chunk.copy(blocks.at(-1) ?? chunk, used, at);
  }
}

/** Of what a bomb made of itself nothing waits for the next collection of garbage. */
function freeNow(memory: ArrayBuffer): void {
  memory.transfer(0);
}

/** Meanwhile nothing is read: the sender waits too. */
async function makeRoom({ room, pauseFor }: BodyLimits, bytes: number): Promise<void> {
  while (room?.has(bytes) === false) await (pauseFor?.(() => room.grow()) ?? room.grow());
}

/** In memory of its own, so that it can be handed to a worker without a copy. */
function joined(blocks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  blocks.forEach((block, index) => {
    const start = index * blockBytes;
    whole.set(block.subarray(0, size - start), start);
  });
  return whole;
}

function tooLarge(limits: BodyLimits): FetchError {
  const { host, maxBytes, setting } = limits;
  const named = setting === undefined ? "" : ` (${setting})`;
  return new FetchError("too-large", `${host}: larger than ${sizeText(maxBytes)}${named}`, {
    host,
  });
}

/** A size as the config writes it. */
export function sizeText(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MiB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KiB` : `${bytes} bytes`;
}

/** Lets go of a body that nobody reads: drained where that is quick, else its connection is closed. */
export async function discardBody({ body }: WireAnswer): Promise<void> {
  const signal = AbortSignal.timeout(discardMs);
  try {
    await body?.dump({ limit: discardBytes, signal });
  } catch {
    body?.on("error", () => {}).destroy();
  }
  // A turn later the connection is free again, else the next hop would open a second one.
  await nextTurn();
}
