import { describe, expect, it } from "vitest";
import { renderListing } from "../../src/publish/render-listing.ts";
import { samplePost, sampleView } from "./samples.ts";

const cover = "https://a.example/c.png";
const one = { id: "urn:1", title: "One", summary: "Text of one. ..." };
const two = { id: "urn:2", title: "Two", summary: "Text of two." };
const byline = "January 15, 2026\u00a0·\u00a01 min\u00a0·\u00a0Ann";

describe("the text listing", () => {
  it("puts a blank line after each part, and before a title that follows a post", () => {
    expect(renderListing(sampleView([samplePost(one), samplePost(two)]))).toBe(
      `One\n\nText of one. ...\n\n${byline}\n\nTwo\n\nText of two.\n\n${byline}`,
    );
  });

  it("puts no blank line before a cover image that follows a post", () => {
    const posts = [
      samplePost({ ...one, coverUrl: cover }),
      samplePost({ ...two, coverUrl: cover }),
    ];
    expect(renderListing(sampleView(posts))).toBe(
      `Cover image\n\nOne\n\nText of one. ...\n\n${byline}\nCover image\n\nTwo\n\nText of two.\n\n${byline}`,
    );
  });

  it("leaves out what is unknown and joins several authors", () => {
    const bare = samplePost({ ...one, summary: "", readingMinutes: null, shownAuthors: [] });
    expect(renderListing(sampleView([bare]))).toBe("One\n\nJanuary 15, 2026");
    const many = samplePost({ ...one, shownAuthors: ["Ann", "Bo"] });
    expect(renderListing(sampleView([many]))).toContain("·\u00a0Ann, Bo");
  });

  it("shows dates in the feed's language and time zone", () => {
    const view = sampleView([samplePost({ ...one, published: "2026-01-15T23:30:00Z" })], {
      language: "de",
      timezone: "Europe/Berlin",
    });
    expect(renderListing(view)).toContain("16. Januar 2026\u00a0·\u00a01 min");
  });

  it("says why there is nothing", () => {
    expect(renderListing(sampleView([]))).toBe("No posts yet.");
  });
});
