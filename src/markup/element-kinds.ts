/** Elements that stand on a line of their own, so that the words before and after them never grow together. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section select " +
    "summary table tbody td tfoot th thead title tr ul"
  ).split(" "),
);
