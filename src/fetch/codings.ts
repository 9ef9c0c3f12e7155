import { Duplex, Readable, pipeline } from "node:stream";
import zlib from "node:zlib";
import { FetchError } from "../model/errors.ts";

/** More is an attack: no server needs two. */
const maxCodings = 2;
/** RFC 9659: 8 MB windows at most on the web; the decoder allocates what the frame asks for. */
const maxZstdWindowLog = 23;

/** What the request offers. */
export const acceptedCodings = "gzip, br, deflate, zstd";

/** Not codings, but sent as such by misconfigured servers. */
const noCodings = new Set(["", "identity", "none", "utf-8"]);

const decoders: ReadonlyMap<string, () => Duplex> = new Map([
  ["gzip", () => zlib.createGunzip()],
  ["x-gzip", () => zlib.createGunzip()],
  ["br", () => zlib.createBrotliDecompress()],
  ["deflate", () => Duplex.from(inflateEither)],
  ["zstd", createZstdDecoder],
]);

/**
 * The body with its content codings undone (RFC 9110 8.4), at the reader's pace. Destroying it stops the decoders and
 * the transfer. Throws FetchError `bad-encoding` for unknown codings and for more than two.
 */
export function decoded(body: Readable, contentEncoding: string, host: string): Readable {
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => !noCodings.has(coding));
  if (codings.length > maxCodings) {
    throw new FetchError("bad-encoding", `${host}: coded ${codings.length} times over`, { host });
  }
  return codings.reduceRight<Readable>((stream, coding) => {
    const create = decoders.get(coding);
    if (create === undefined) {
      const message = `${host}: an unknown content coding, ${coding.slice(0, 20)}`;
      throw new FetchError("bad-encoding", message, { host });
    }
    // Errors arrive at the reader of the last stream: pipeline() destroys its streams with them.
    return pipeline(stream, create(), () => {});
  }, body);
}

function createZstdDecoder(): Duplex {
  const params = { [zlib.constants.ZSTD_d_windowLogMax]: maxZstdWindowLog };
  return zlib.createZstdDecompress({ params });
}

/** `deflate` is the zlib format, but some servers send the bare one (RFC 9110 8.4.1.2, note). */
async function* inflateEither(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const hasZlibHeader = ((first.value[0] ?? 0) & 0x0f) === 8;
  const inflate = hasZlibHeader ? zlib.createInflate() : zlib.createInflateRaw();
  const whole = Readable.from(prepend(first.value, chunks), { objectMode: false });
  yield* pipeline(whole, inflate, () => {});
}

async function* prepend(
  first: Buffer,
  rest: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
