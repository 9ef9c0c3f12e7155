import { Buffer } from "node:buffer";
import * as fc from "fast-check";

/** One harm done to a document; places are shares of its length, so that they fit every document. */
export type Harm = (bytes: Buffer) => Buffer;

const hostile = [
  "<script>x()</script>",
  '<img src=x onerror="x()">',
  "&lt;svg onload=x()&gt;",
  "]]>",
  "<![CDATA[",
  "<!--",
  "-->",
  "</item><item>",
  "</p></div></content>",
  "<description>",
  "&#0;&#xD800;&#x110000;",
  "&lt;a href=&quot;java&#10;script:x()&quot;&gt;",
  "<!DOCTYPE rss [<!ENTITY x 'y'>]>&x;",
  '" onmouseover="x()',
  "\u0000\u0001",
  "\ufeff",
  "</channel></rss>",
  '{"items":[',
];

const place = fc.double({ min: 0, max: 1, noNaN: true });

const harm: fc.Arbitrary<Harm> = fc.oneof(
  place.map(
    (end): Harm =>
      (bytes) =>
        bytes.subarray(0, at(bytes, end)),
  ),
  place.map(
    (start): Harm =>
      (bytes) =>
        bytes.subarray(at(bytes, start * 0.3)),
  ),
  fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 }).map(
    (flips): Harm =>
      (bytes) =>
        flipped(bytes, flips),
  ),
  place.map(
    (from): Harm =>
      (bytes) =>
        withoutTag(bytes, at(bytes, from)),
  ),
  fc.tuple(place, place, place).map(
    (places): Harm =>
      (bytes) =>
        withCopy(bytes, places),
  ),
  fc.tuple(place, fc.constantFrom(...hostile)).map(
    ([where, text]): Harm =>
      (bytes) =>
        inserted(bytes, at(bytes, where), Buffer.from(text)),
  ),
  place.map(
    (from): Harm =>
      (bytes) =>
        endingIn(bytes, at(bytes, from), "latin1"),
  ),
  place.map(
    (from): Harm =>
      (bytes) =>
        endingIn(bytes, at(bytes, from), "utf16le"),
  ),
  fc.constant<Harm>((bytes) => Buffer.from(bytes.toString("utf8"), "utf16le")),
  fc.constantFrom("iso-8859-1", "utf-16", "shift_jis", "utf-7", "x-unknown").map(
    (label): Harm =>
      (bytes) =>
        declared(bytes, label),
  ),
);

/** A few harms, one after the other. */
export const harms = fc.array(harm, { minLength: 1, maxLength: 4 });

function at(bytes: Buffer, share: number): number {
  return Math.floor(bytes.length * share);
}

function flipped(bytes: Buffer, flips: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [where, value] of flips) copy[at(bytes, where)] = value;
  return copy.subarray(0, bytes.length);
}

function withoutTag(bytes: Buffer, from: number): Buffer {
  const start = bytes.indexOf("<", from);
  const end = bytes.indexOf(">", start);
  if (start === -1 || end === -1) return bytes;
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end + 1)]);
}

/** A part of the document stands once more elsewhere in it. */
function withCopy(bytes: Buffer, [a, b, c]: readonly [number, number, number]): Buffer {
  const [start, end] = [at(bytes, Math.min(a, b)), at(bytes, Math.max(a, b))];
  return inserted(bytes, at(bytes, c), bytes.subarray(start, end));
}

function inserted(bytes: Buffer, where: number, part: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, where), part, bytes.subarray(where)]);
}

/** From some place on in another encoding, as templates of several authors make them. */
function endingIn(bytes: Buffer, from: number, encoding: "latin1" | "utf16le"): Buffer {
  const rest = Buffer.from(bytes.subarray(from).toString("utf8"), encoding);
  return Buffer.concat([bytes.subarray(0, from), rest]);
}

function declared(bytes: Buffer, label: string): Buffer {
  const text = bytes.toString("latin1").replace(/encoding="[^"]*"/, `encoding="${label}"`);
  return Buffer.from(text, "latin1");
}
