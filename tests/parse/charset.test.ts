import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/parse/charset.ts";
import { charsetOf } from "../../src/parse/charset-labels.ts";

const declared = (label: string, text = "é"): string =>
  `<?xml version="1.0" encoding="${label}"?><t>${text}</t>`;
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

function utf32le(text: string): Buffer {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return Buffer.from(Uint32Array.from(codes).buffer);
}

describe("the ladder from bytes to text", () => {
  test("a byte order mark wins over header and declaration", () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(declared("iso-8859-1")),
    ]);
    expect(decodeText(bytes, "text/xml; charset=windows-1251")).toBe(declared("iso-8859-1"));
  });

  test("the HTTP header wins over the declaration", () => {
    expect(
      decodeText(latin1(declared("utf-8", "\u00cf\u00f0")), "text/xml; charset=windows-1251"),
    ).toContain("<t>Пр<");
  });

  test("the declaration is read where the header says nothing", () => {
    expect(decodeText(latin1(declared("windows-1251", "\u00cf\u00f0")), "text/xml")).toContain(
      "<t>Пр<",
    );
  });

  test("without a label valid UTF-8 is UTF-8, and anything else windows-1252", () => {
    expect(decodeText(Buffer.from("<t>é</t>"), null)).toBe("<t>é</t>");
    expect(decodeText(latin1("<t>\u0093caf\u00e9\u0094 \u0080</t>"), null)).toBe("<t>“café” €</t>");
  });

  test("windows-1252 is right between 0x80 and 0x9F on every Node", () => {
    const bytes = Buffer.from([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99]);
    for (const label of ["windows-1252", "iso-8859-1", "latin1", "cp-1252"]) {
      expect(decodeText(bytes, `text/xml; charset=${label}`)).toBe("€…‘’“”–—™");
    }
  });
});

describe("labels that lie", () => {
  test("utf-8 over windows-1252 bytes is windows-1252", () => {
    expect(decodeText(latin1(declared("utf-8", "caf\u00e9")), null)).toContain("<t>café<");
  });

  test("one bad byte in a UTF-8 document costs one character", () => {
    const bytes = Buffer.concat([
      Buffer.from(declared("utf-8", "ééééé")),
      Buffer.from([0xe9]),
      Buffer.from("é"),
    ]);
    expect(decodeText(bytes, null)).toBe(`${declared("utf-8", "ééééé")}\ufffdé`);
  });

  test("Latin-1 in the header over a document that says UTF-8 and is", () => {
    const contentType = "text/xml; charset=ISO-8859-1";
    expect(decodeText(Buffer.from(declared("utf-8")), contentType)).toContain("<t>é<");
    expect(decodeText(latin1(declared("utf-8")), contentType)).toContain("<t>é<");
    expect(decodeText(latin1(declared("koi8-r")), contentType)).toContain("<t>é<");
  });

  test("us-ascii over UTF-8 bytes is UTF-8", () => {
    expect(decodeText(Buffer.from(declared("us-ascii")), null)).toContain("<t>é<");
  });

  test("utf-16 over single bytes is what the bytes are", () => {
    expect(decodeText(Buffer.from(declared("utf-16")), null)).toContain("<t>é<");
  });

  test("an unknown label is passed over", () => {
    expect(decodeText(Buffer.from(declared("klingon")), "text/xml; charset=none")).toContain(
      "<t>é<",
    );
  });
});

describe("wide encodings", () => {
  const text = declared("utf-16", "Zoë 😀");

  test.each([
    [
      "UTF-16LE with mark",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
    ],
    ["UTF-16LE without mark", Buffer.from(text, "utf16le")],
    ["UTF-16BE with mark", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(text)])],
    ["UTF-16BE without mark", utf16be(text)],
    ["UTF-32LE without mark", utf32le(text)],
    ["UTF-32LE with mark", utf32le(`\ufeff${text}`)],
    ["UTF-32BE without mark", utf32le(text).swap32()],
    ["UTF-32BE with mark", utf32le(`\ufeff${text}`).swap32()],
  ])("%s", (_what, bytes) => {
    expect(decodeText(bytes, null)).toBe(text);
  });
});

describe("labels as publishers spell them", () => {
  test.each([
    ["UTF8", "utf-8"],
    ["utf_8", "utf-8"],
    ['"utf-8"', "utf-8"],
    ["utf8mb4", "utf-8"],
    ["ISO8859-15", "iso-8859-15"],
    ["iso_8859-1", "windows-1252"],
    ["Windows-1251", "windows-1251"],
    ["cp1251", "windows-1251"],
    ["win-1251", "windows-1251"],
    ["x-sjis", "shift_jis"],
    ["Shift-JIS", "shift_jis"],
    ["GB2312", "gbk"],
    ["koi8r", "koi8-r"],
    ["mac-cyrillic", "x-mac-cyrillic"],
    ["iso-8859-16", "iso-8859-16"],
  ])("%s is %s", (label, charset) => {
    expect(charsetOf(label)).toBe(charset);
  });

  test("nonsense is no charset", () => {
    expect(charsetOf("klingon")).toBeNull();
    expect(charsetOf("")).toBeNull();
  });

  test("ISO 8859-16, which no decoder of the platform knows, is read", () => {
    expect(decodeText(latin1("\u00aa\u00fe \u00a4"), "text/xml; charset=iso-8859-16")).toBe("Șț €");
  });
});

describe("without any label a plain pattern decides", () => {
  test.each([
    ["Shift_JIS", "82a082c882bd82cc82b382a982c882d982f1", "あなたのさかなほん"],
    ["EUC-JP", "a4a2a4caa4bfa4cea4b5a4aba4caa4dba4f3", "あなたのさかなほん"],
    ["GB 2312", "b2bbb9e9d2c6c3f1c2fe bbadcfb5c1d0", "不归移民漫画系列"],
    ["EUC-KR", "b4ebc7d1b9ceb1b9c0c720bcf6b5b5bcadbfef", "대한민국의 수도서울"],
    ["Big5", "a7daad ccaabaa4e5b3b9aabaa4ba", "我們的文章的內"],
  ])("%s", (_charset, hex, text) => {
    const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
    expect(decodeText(Buffer.concat([Buffer.from("<t>"), bytes]), null)).toBe(`<t>${text}`);
  });

  test("Hebrew and Thai are told by their rows", () => {
    const hebrew = Buffer.from(
      "f9ece5ed20f2e5eced20e6e420f0f1e9e5ef20f9ec20e8f7f1e820".repeat(4),
      "hex",
    );
    expect(decodeText(hebrew, null)).toContain("שלום עולם");
    const thai = Buffer.from(
      "cac7d1cab4d5aad2c7e2c5a1b9d5e8a4d7cda1d2c3b7b4cacdba".repeat(4),
      "hex",
    );
    expect(decodeText(thai, null)).toContain("สวัสดีชาวโลก");
  });

  test("KOI8-R is told from windows-1251 by where the small letters are", () => {
    const words = "погода сегодня будет хорошей потому что ветер дует с моря";
    const koi = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
    const places = "c1c2d7c7c4c5d6dac9cacbcccdcecfd0d2d3d4d5c6c8c3dedbdddfd9d8dcc0d1";
    const bytes = Array.from(words, (letter) => {
      const index = koi.indexOf(letter);
      return index === -1 ? 0x20 : Number.parseInt(places.slice(index * 2, index * 2 + 2), 16);
    });
    expect(decodeText(Buffer.from(bytes), null)).toBe(words);
  });

  test("Western text with some accents stays Western", () => {
    const text = "Déjà vu à la fête de Zürich: Ærø, Çeşme, naïve café, crème brûlée. "
      .normalize("NFC")
      .replace("ş", "s");
    expect(decodeText(latin1(text.repeat(20)), null)).toBe(text.repeat(20));
  });
});
