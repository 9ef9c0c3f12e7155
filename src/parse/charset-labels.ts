/** Decoders by name: what `TextDecoder` knows, and two it lacks. */
export type Charset = string;

/** Labels publishers write that the Encoding Standard does not list. */
const misspelt = new Map<string, Charset>([
  ["utf8mb4", "utf-8"],
  ["utf-8mb4", "utf-8"],
  ["utf8mb3", "utf-8"],
  ["utf_8", "utf-8"],
  ["utf 8", "utf-8"],
  ["utf-8n", "utf-8"],
  ["uft-8", "utf-8"],
  ["uft-8", "utf-8"],
  ["urf-8", "utf-8"],
  ["utf-7", "utf-8"],
  ["iso-utf-8", "utf-8"],
  ["iso-10646-ucs-2", "utf-16"],
  ["ucs-2", "utf-16"],
  ["utf16", "utf-16"],
  ["utf16le", "utf-16le"],
  ["utf16be", "utf-16be"],
  ["utf32", "utf-32"],
  ["utf-32", "utf-32"],
  ["utf32le", "utf-32le"],
  ["utf-32le", "utf-32le"],
  ["utf32be", "utf-32be"],
  ["utf-32be", "utf-32be"],
  ["ucs-4", "utf-32"],
  ["iso-10646-ucs-4", "utf-32"],
  ["cp-1250", "windows-1250"],
  ["cp-1251", "windows-1251"],
  ["cp-1252", "windows-1252"],
  ["win-1250", "windows-1250"],
  ["win-1251", "windows-1251"],
  ["win-1252", "windows-1252"],
  ["win1251", "windows-1251"],
  ["win1252", "windows-1252"],
  ["windows1250", "windows-1250"],
  ["windows1251", "windows-1251"],
  ["windows1252", "windows-1252"],
  ["latin-1", "windows-1252"],
  ["latin 1", "windows-1252"],
  ["iso-latin-1", "windows-1252"],
  ["iso8859", "windows-1252"],
  ["iso-8859", "windows-1252"],
  ["ansi", "windows-1252"],
  ["iso-8859-1-windows-3.1-latin-1", "windows-1252"],
  ["shift-jis", "shift_jis"],
  ["x-sjis-cp932", "shift_jis"],
  ["cp932", "shift_jis"],
  ["eucjp", "euc-jp"],
  ["euckr", "euc-kr"],
  ["cp949", "euc-kr"],
  ["uhc", "euc-kr"],
  ["ms949", "euc-kr"],
  ["cp936", "gbk"],
  ["gb-2312", "gbk"],
  ["gb-18030", "gb18030"],
  ["big-5", "big5"],
  ["cp950", "big5"],
  ["koi8r", "koi8-r"],
  ["koi8u", "koi8-u"],
  ["cp866", "ibm866"],
  ["mac-cyrillic", "x-mac-cyrillic"],
  ["mac_cyrillic", "x-mac-cyrillic"],
  ["maccyrillic", "x-mac-cyrillic"],
  ["mac-roman", "macintosh"],
  ["macroman", "macintosh"],
  ["iso-8859-16", "iso-8859-16"],
  ["latin10", "iso-8859-16"],
]);

/**
 * The decoder for a label, however spelt: case, quotes, `x-` and `_` do not matter. Null when nothing is known by it.
 */
export function charsetOf(label: string): Charset | null {
  const plain = label
    .trim()
    .replace(/^["'\s]+|["'\s;]+$/g, "")
    .toLowerCase();
  for (const spelling of [
    plain,
    plain.replaceAll("_", "-"),
    plain.replace(/^x-/, ""),
    plain.replaceAll(" ", ""),
  ]) {
    const found = misspelt.get(spelling) ?? standardName(spelling);
    if (found !== null) return found;
  }
  return null;
}

function standardName(label: string): Charset | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
