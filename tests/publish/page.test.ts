import { describe, expect, it } from "vitest";
import type { Post } from "../../src/model/post.ts";
import { createFeedView } from "../../src/publish/feed-view.ts";
import { renderPage } from "../../src/publish/render-page.ts";
import { hostilePosts } from "./hostile-posts.ts";
import { sampleConfig, samplePost, siteUrl } from "./samples.ts";

type Page = { readonly folder?: string; readonly page?: number; readonly hasOlder?: boolean };

function page(
  posts: readonly Post[],
  { folder = "", page: number = 1, hasOlder = false }: Page = {},
): string {
  const feed = createFeedView({ config: sampleConfig(), baseUrl: siteUrl + folder, posts });
  const pageHref = (wanted: number) => (wanted === 1 ? "" : `?page=${wanted}`);
  return renderPage({
    feed,
    page: number,
    hasOlder,
    pageHref,
    siteUrl,
    siteTitle: "Planet Example",
  });
}

describe("the page", () => {
  it("shows a post in the post-summary format, and where else it was found", () => {
    const { source } = samplePost();
    const other = { ...source, sourceId: "bbbbbbbbbbbb", title: "Blog B" };
    const copies = [{ title: null, url: "https://b.example/1", source: other, reason: "address" }];
    const html = page([samplePost({ coverUrl: "https://a.example/c.png", copies })]);
    expect(html).toContain('<img src="https://a.example/c.png" alt=""');
    expect(html).toContain('<h2><a href="https://a.example/post/1">A post</a></h2>');
    expect(html).toContain("January 15, 2026\u00a0·\u00a01 min\u00a0·\u00a0Ann");
    expect(html).toContain(
      'From <a href="./sources/0123456789ab/">Blog A</a>; also in: <a href="https://b.example/1">Blog B</a>',
    );
  });

  it("links to its own site relatively, from any depth", () => {
    const html = page([samplePost()], { folder: "tags/ai/", page: 2, hasOlder: true });
    expect(html).toContain(
      'type="application/atom+xml" title="Planet Example (Atom)" href="atom.xml"',
    );
    expect(html).toContain('<a href="../../sources/0123456789ab/">');
    expect(html).toContain('<a rel="prev" href="./">');
    expect(html).toContain('<a rel="next" href="?page=3">');
    expect(html).not.toContain(siteUrl);
  });

  it("lets no post add an element, an attribute or a script", () => {
    const names = (html: string): readonly string[] =>
      [...new Set(html.match(/<[a-z][a-z0-9]*/g))].toSorted();
    const plain = names(
      page([samplePost({ coverUrl: "https://a.example/c.png" })], { hasOlder: true }),
    );
    const hostile = page(hostilePosts, { hasOlder: true });
    expect(names(hostile)).toEqual(plain);
    expect(hostile).not.toMatch(/javascript:|\son\w+=/);
  });

  it("without posts says why", () => {
    expect(page([])).toContain("<p>No posts yet.</p>");
  });
});
