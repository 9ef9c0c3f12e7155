import type { MessagePort } from "node:worker_threads";

export type Transferable = ArrayBuffer | MessagePort;

/** What goes to the thread instead of being copied, as an option of piscina's `run`. */
export function moving(transferList: readonly Transferable[]): object {
  // As an object without a shape: piscina wants a list, its types take another overload of Node's.
  return { transferList };
}

/** Moving a body to the thread instead of copying it is possible where nothing else lies in its memory. */
export function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
