import type { Charset } from "./charset-labels.ts";

/** `bytes` as text; bytes that mean nothing in `charset` become U+FFFD. A byte order mark is dropped. */
export function decodeAs(bytes: Uint8Array, charset: Charset): string {
  if (charset === "windows-1252") return decodeWindows1252(bytes);
  if (charset.startsWith("utf-32")) return decodeUtf32(bytes, charset !== "utf-32le");
  if (charset === "iso-8859-16") return decodeLatin10(bytes);
  return new TextDecoder(charset).decode(bytes);
}

/** `bytes` as UTF-8, or null when they are not. */
export function decodeStrictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Some Node versions decode 0x80–0x9F as control characters where the decoder is asked for everything at once; the
 * streaming way is right on all of them.
 */
function decodeWindows1252(bytes: Uint8Array): string {
  const decoder = new TextDecoder("windows-1252");
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** TextDecoder has no UTF-32. Big-endian where neither label nor mark says otherwise. */
function decodeUtf32(bytes: Uint8Array, isBigEndian: boolean): string {
  const view = new DataView(
    bytes.buffer,
    bytes.byteOffset,
    bytes.byteLength - (bytes.byteLength % 4),
  );
  const pieces: string[] = [];
  for (let at = 0; at < view.byteLength; at += 4) {
    const code = view.getUint32(at, !isBigEndian);
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (at > 0 || code !== 0xfeff) pieces.push(isCharacter ? String.fromCodePoint(code) : "\ufffd");
  }
  return pieces.join("");
}

/** ISO 8859-16 from 0xA0; below it is Latin-1. */
const latin10 =
  "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸż" +
  "ÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

function decodeLatin10(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (const byte of bytes) {
    pieces.push(byte < 0xa0 ? String.fromCharCode(byte) : latin10.charAt(byte - 0xa0));
  }
  return pieces.join("");
}
