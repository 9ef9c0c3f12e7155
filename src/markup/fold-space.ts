/** U+0000–001F except tab, LF, CR; U+007F–009F; U+FFFE, U+FFFF: XML forbids or discourages them and no reader can show them. */
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Anything but single spaces between characters that need no care. */
const needsFolding =
  /[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff\ufffe\uffff]| {2}/;

/** Text without the characters that no XML document may hold: control characters and lone surrogates. */
export function withoutControls(text: string): string {
  return text.replace(controlCharacters, "").toWellFormed();
}

/** Text on one line: white space (no-break spaces too) folded to single spaces, ends trimmed, control characters gone. */
export function foldSpace(text: string): string {
  // Most texts are folded already; looking costs a tenth of replacing.
  if (!needsFolding.test(text)) return text.trim();
  return withoutControls(text).replace(/\s+/g, " ").trim();
}
