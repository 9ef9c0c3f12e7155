/** Overrides turn the letters that follow around: of use to nobody but who wants "exe.txt" read as "txt.exe". */
const directionOverrides = /[\u202d\u202e]/g;

/** Anything but spaces, controls and what only shapes the text around it (zero width spaces, soft hyphens, joiners). */
const visible = /[^\p{Cf}\p{Z}\p{Cc}]/u;

/** A line of text without overrides of its direction; empty where nothing in it can be seen. */
export function visibleText(line: string): string {
  return visible.test(line) ? line.replace(directionOverrides, "") : "";
}
