import { Buffer } from "node:buffer";
import { decodeAs, decodeStrictUtf8 } from "./charset-decode.ts";
import { charsetOf } from "./charset-labels.ts";
import { sniffCharset } from "./charset-sniff.ts";
import type { Charset } from "./charset-labels.ts";

/** The XML declaration stands at the start; junk before it (blank lines, PHP warnings) may take some room. */
const declarationBytes = 2_048;

/**
 * Bytes to text: byte order mark, then the charset of the HTTP header, then the XML declaration, then UTF-8 where the
 * bytes are valid, then a charset of East Asia or Russia whose patterns are plain to see, then windows-1252. A label that the bytes prove wrong is passed over.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const marked = charsetByMark(bytes) ?? charsetByZeros(bytes);
  if (marked !== null) return decodeAs(bytes, marked);
  const [header, declared] = [headerLabel(contentType), declaredLabel(bytes)];
  const labels = isServersHabit(header, declared) ? [declared, header] : [header, declared];
  for (const label of labels) {
    const text = label === null ? null : decodeLabelled(bytes, label);
    if (text !== null) return text;
  }
  return (
    decodeStrictUtf8(bytes) ??
    decodeAs(bytes, isMostlyUtf8(bytes) ? "utf-8" : (sniffCharset(bytes) ?? "windows-1252"))
  );
}

function charsetByMark(bytes: Uint8Array): Charset | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "utf-32be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 and UTF-32 without a mark: the zeros around the first `<` tell (XML 1.0, appendix F). */
function charsetByZeros(bytes: Uint8Array): Charset | null {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if (a !== 0 && b === 0 && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0 && d !== 0) return "utf-32be";
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  return null;
}

/** Servers add Latin-1 to everything; a document that says UTF-8, and is, was never meant to be Latin-1. */
function isServersHabit(header: string | null, declared: string | null): boolean {
  if (header === null || declared === null) return false;
  return charsetOf(header) === "windows-1252" && charsetOf(declared) === "utf-8";
}

function headerLabel(contentType: string | null): string | null {
  return /charset\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

function declaredLabel(bytes: Uint8Array): string | null {
  const head = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(bytes.byteLength, declarationBytes),
  );
  const declaration = /<\?xml\s[^>]*?encoding\s*=\s*["']?([^"'?>]+)/i.exec(head.toString("latin1"));
  return declaration?.[1] ?? null;
}

/** Null when the label is unknown or the bytes prove it wrong. */
function decodeLabelled(bytes: Uint8Array, label: string): string | null {
  const charset = charsetOf(label);
  if (charset === null) return null;
  if (charset === "utf-8")
    return decodeStrictUtf8(bytes) ?? (isMostlyUtf8(bytes) ? decodeAs(bytes, "utf-8") : null);
  // A document with single-byte `<` and no zeros is no UTF-16 or UTF-32, whatever it says.
  if (/^utf-(?:16|32)/.test(charset)) return null;
  // ASCII and Latin-1 are labels of habit: what is valid UTF-8 beyond ASCII was meant as UTF-8 where ASCII was claimed.
  if (/ascii/i.test(label)) return decodeStrictUtf8(bytes) ?? decodeAs(bytes, charset);
  return decodeAs(bytes, charset);
}

/** Some bad bytes in a long UTF-8 document do not make it windows-1252: sequences must outnumber the faults. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs(bytes, "utf-8");
  let good = 0;
  let bad = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) bad += 1;
    else if (code > 0x7f) good += 1;
  }
  return good > bad;
}
