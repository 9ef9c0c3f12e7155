type ImageSource = { readonly reference: string; readonly size: number };

/** Wider than any screen column; of larger ones the smallest is taken. */
const wideEnough = 1600;

/**
 * The one reference of a `srcset` to show where a page cannot choose: the smallest that is wide enough, else the
 * largest. Null where the attribute holds none.
 */
export function bestOfSrcset(srcset: string | undefined): string | null {
  const sources = (srcset ?? "").split(/,\s+|,(?=https?:)/, 100).flatMap(readSource);
  const wide = sources.filter((source) => source.size >= wideEnough);
  const chosen =
    wide.length > 0
      ? wide.reduce((a, b) => (b.size < a.size ? b : a))
      : sources.reduce<ImageSource | null>((a, b) => (a === null || b.size > a.size ? b : a), null);
  return chosen?.reference ?? null;
}

/** `url 800w` and `url 2x`; a density counts as so many times a column of 800 pixels. */
function readSource(candidate: string): ImageSource[] {
  const [reference, descriptor = "1x"] = candidate.trim().split(/\s+/, 2);
  if (reference === undefined || reference === "") return [];
  const value = Number.parseFloat(descriptor);
  const size = descriptor.endsWith("w") ? value : value * 800;
  return [{ reference, size: Number.isFinite(size) ? size : 0 }];
}
