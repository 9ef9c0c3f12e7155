/** A request that needs no more understanding than this: a plain GET of HTTP/1.1 on a connection that stays. */
export type RawRequest = {
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Fields that change nothing about a stored answer, and those that choose among them. Any other is the framework's. */
const knownFields = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "host",
  "if-modified-since",
  "if-none-match",
  "pragma",
  "user-agent",
]);

const requestLine = /^GET (\/[!-~]*) HTTP\/1\.1$/;
const fieldLine = /^([A-Za-z-]+):[ \t]*([\t -~]*)$/;
const maxLength = 4_096;

/**
 * The request a packet holds, where it holds exactly one, whole and ordinary; else null. Stricter than HTTP: anything
 * unusual (a body, a repeated or unknown field, odd line ends) is not for us to interpret.
 */
export function readRawRequest(packet: string): RawRequest | null {
  if (packet.length > maxLength || !packet.endsWith("\r\n\r\n")) return null;
  const [first = "", ...lines] = packet.slice(0, -4).split("\r\n");
  const url = requestLine.exec(first)?.[1];
  const headers = readFields(lines);
  return url === undefined || headers?.["host"] === undefined ? null : { url, headers };
}

function readFields(lines: readonly string[]): Readonly<Record<string, string>> | null {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", value = ""] = fieldLine.exec(line) ?? [];
    const field = name.toLowerCase();
    if (!knownFields.has(field) || fields.has(field)) return null;
    fields.set(field, value.trimEnd());
  }
  return Object.fromEntries(fields);
}
