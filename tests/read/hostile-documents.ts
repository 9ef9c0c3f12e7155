export type HostileDocument = {
  readonly name: string;
  readonly make: () => string;
  /** The number of its entries, or the reason of its refusal. */
  readonly outcome: number | "too-complex";
};

/** Documents made to cost their reader minutes and gigabytes: as XML, and as HTML inside of an article. */
export const hostileDocuments: readonly HostileDocument[] = [
  { name: "200,000 unclosed tags", make: () => rss("<a>".repeat(200_000)), outcome: "too-complex" },
  {
    name: "200,000 crossed tags",
    make: () => rss("<a></b>".repeat(200_000)),
    outcome: "too-complex",
  },
  {
    name: "50,000 levels",
    make: () => rss("<a>".repeat(50_000) + "</a>".repeat(50_000)),
    outcome: "too-complex",
  },
  {
    name: "100,000 items",
    make: () =>
      rss(repeat(100_000, (n) => `<item><guid>${n}</guid><title>Item ${n}</title></item>`)),
    outcome: "too-complex",
  },
  {
    name: "100,000 attributes",
    make: () => rss(`<item ${repeat(100_000, (n) => ` a${n}="1"`)}/>`),
    outcome: "too-complex",
  },
  inArticle("200,000 unclosed tags", () => "<a>".repeat(200_000)),
  inArticle("200,000 unclosed blocks", () => "<div><p>".repeat(100_000)),
  inArticle("200,000 crossed tags", () => "<a></b>".repeat(200_000)),
  inArticle("50,000 levels", () => "<div>".repeat(50_000) + "x" + "</div>".repeat(50_000)),
  inArticle("100,000 attributes", () => `<a ${repeat(100_000, (n) => ` a${n}="1"`)}>x</a>`),
  inArticle(
    "100,000 values of a srcset",
    () => `<img srcset="${repeat(100_000, (n) => `/${n}.png ${n}w, `)}">`,
  ),
  inArticle("100,000 images", () => repeat(100_000, (n) => `<img src="/${n}.png">`)),
  inArticle("a million brackets", () => "<".repeat(1_000_000)),
  inArticle("a million ampersands", () => "&".repeat(1_000_000)),
  inArticle("a million opened comments", () => "<!--".repeat(1_000_000)),
  inArticle("200,000 opened CDATA sections", () => "<![CDATA[".repeat(200_000)),
  inArticle("100,000 unclosed scripts", () => "<script>".repeat(100_000)),
  inArticle(
    "200,000 quotes",
    () => "<blockquote>".repeat(100_000) + "</blockquote>".repeat(100_000),
  ),
  inArticle("100,000 line breaks", () => "word<br>".repeat(100_000)),
  inArticle("a million blanks", () => `<p>${" ".repeat(1_000_000)}x</p>`),
];

/** Escaped, so that the document itself is small and flat. */
function inArticle(name: string, make: () => string): HostileDocument {
  const article = (): string => make().replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return {
    name: `an article of ${name}`,
    make: () =>
      rss(`<item><guid>1</guid><title>t</title><description>${article()}</description></item>`),
    outcome: 1,
  };
}

function rss(items: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Hostile</title>${items}</channel></rss>`;
}

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}
