import type { Comparison } from "./comparison.ts";
import { refuse, type Decision } from "./decision.ts";

/** What no likeness of texts overcomes; null where nothing speaks against joining. */
export function vetoOf(pair: Comparison): Decision | null {
  return mediaVeto(pair) ?? numberVeto(pair) ?? kindVeto(pair);
}

/** Episodes of a podcast share show notes and page; a clip and an article share a headline. */
export function mediaVeto({ a, b }: Comparison): Decision | null {
  if (a.media !== null && b.media !== null && a.media !== b.media) {
    return refuse("other-media", `${a.media} and ${b.media}`);
  }
  if (a.isVideo !== b.isVideo) {
    return refuse("article-and-video", "one is a video page, the other is not");
  }
  return null;
}

/**
 * Within a source any number on one side only sets apart ("Part 2"); across sources both must have one of their own, since
 * editors add "Covid-19" or an age to a headline.
 */
export function numberVeto(pair: Comparison): Decision | null {
  const [x, y] = pair.marks;
  const [onlyX, onlyY] = [without(x.numbers, y.numbers), without(y.numbers, x.numbers)];
  const parts = [...without(x.parts, y.parts), ...without(y.parts, x.parts)];
  const differs =
    pair.isSameSource || pair.isSamePublisher || parts.length > 0
      ? onlyX.length + onlyY.length > 0
      : onlyX.length > 0 && onlyY.length > 0;
  return differs
    ? refuse("other-number", `"${onlyX.join(" ")}" and "${onlyY.join(" ")}" in the titles`)
    : null;
}

function kindVeto(pair: Comparison): Decision | null {
  const [x, y] = pair.marks;
  const differing = [...without(x.kinds, y.kinds), ...without(y.kinds, x.kinds)];
  return differing.length > 0
    ? refuse("other-kind", `"${differing.join(" ")}" in one title only`)
    : null;
}

function without(some: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...some].filter((word) => !others.has(word));
}
