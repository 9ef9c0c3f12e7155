import type { Charset } from "./charset-labels.ts";

/** How a charset writes a character in two bytes, and which lead bytes make up ordinary text in its language. */
type PairPattern = {
  readonly charset: Charset;
  readonly isLead: (byte: number) => boolean;
  readonly isTrail: (byte: number) => boolean;
  readonly isCommon: (lead: number) => boolean;
  /** The share of common leads from which the text is taken for one in that language. */
  readonly share: number;
};

const between = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to;
const isHigh = (byte: number): boolean => between(byte, 0xa1, 0xfe);

/** Japanese is told by its kana, Korean and Chinese by the rows of their frequent characters. The order matters. */
const patterns: readonly PairPattern[] = [
  {
    charset: "shift_jis",
    isLead: (byte) => between(byte, 0x81, 0x9f) || between(byte, 0xe0, 0xfc),
    isTrail: (byte) => between(byte, 0x40, 0xfc) && byte !== 0x7f,
    isCommon: (lead) => lead === 0x82 || lead === 0x83,
    share: 0.4,
  },
  {
    charset: "euc-jp",
    isLead: isHigh,
    isTrail: isHigh,
    isCommon: (lead) => lead === 0xa4 || lead === 0xa5,
    share: 0.4,
  },
  {
    charset: "euc-kr",
    isLead: isHigh,
    isTrail: isHigh,
    isCommon: (lead) => lead === 0xa1 || between(lead, 0xb0, 0xc8),
    share: 0.95,
  },
  {
    charset: "gb18030",
    isLead: isHigh,
    isTrail: isHigh,
    isCommon: (lead) => lead === 0xa1 || lead === 0xa3 || between(lead, 0xb0, 0xd7),
    share: 0.85,
  },
  {
    charset: "big5",
    isLead: isHigh,
    isTrail: (byte) => between(byte, 0x40, 0x7e) || isHigh(byte),
    isCommon: (lead) => lead === 0xa1 || between(lead, 0xa4, 0xc6),
    share: 0.85,
  },
];

const sampleBytes = 65_536;
const fewestPairs = 6;
const fewestLetters = 40;

/**
 * The charset of bytes that nobody labelled and that are no UTF-8, where the pattern leaves little doubt; else null.
 * Western text never passes: its few high bytes stand alone among ASCII.
 */
export function sniffCharset(bytes: Uint8Array): Charset | null {
  const sample = bytes.subarray(0, sampleBytes);
  return patterns.find((pattern) => matches(sample, pattern))?.charset ?? sniffAlphabet(sample);
}

function matches(sample: Uint8Array, { isLead, isTrail, isCommon, share }: PairPattern): boolean {
  let pairs = 0;
  let common = 0;
  let strays = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const byte = sample[at] ?? 0;
    if (byte < 0x80) continue;
    if (isLead(byte) && isTrail(sample[at + 1] ?? 0)) {
      pairs += 1;
      if (isCommon(byte)) common += 1;
      at += 1;
    } else strays += 1;
  }
  return pairs >= fewestPairs && strays * 20 <= pairs && common >= pairs * share;
}

/**
 * Words of nothing but high bytes. Thai stands in the lower rows; Hebrew has no capitals and ends before 0xFB; KOI8-R
 * has its small letters where windows-1251 has the capitals.
 */
function sniffAlphabet(sample: Uint8Array): Charset | null {
  const letters = lettersInWords(sample);
  if (letters.length < fewestLetters) return null;
  const share = (from: number, to: number): number =>
    letters.reduce((count, byte) => (between(byte, from, to) ? count + 1 : count), 0) /
    letters.length;
  if (share(0xa1, 0xbf) > 0.15 && share(0xa1, 0xfb) === 1) return "windows-874";
  if (share(0xe0, 0xfa) === 1) return "windows-1255";
  if (share(0xc0, 0xff) < 0.95) return null;
  if (share(0xc0, 0xdf) > 0.75) return "koi8-r";
  return share(0xe0, 0xff) > 0.75 ? "windows-1251" : null;
}

/** The high bytes, unless many of them stand alone, as accented letters do. */
function lettersInWords(sample: Uint8Array): number[] {
  const letters: number[] = [];
  let alone = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const byte = sample[at] ?? 0;
    if (byte < 0xa1) continue;
    letters.push(byte);
    if ((sample[at - 1] ?? 0) < 0xa1 && (sample[at + 1] ?? 0) < 0xa1) alone += 1;
  }
  return alone > letters.length * 0.2 ? [] : letters;
}
