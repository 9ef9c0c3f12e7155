import { describe, expect, test } from "vitest";
import { read } from "./reading.ts";

const json = (feed: object): string =>
  JSON.stringify({ version: "https://jsonfeed.org/version/1.1", ...feed });

describe("JSON Feed", () => {
  test("1.1 with everything", () => {
    const { feed, entries } = read(
      json({
        title: "F",
        description: "Sub",
        home_page_url: "/",
        feed_url: "feed.json",
        icon: "/icon.png",
        language: "en",
        authors: [{ name: "Ann", url: "https://ann.example/" }],
        hubs: [{ type: "WebSub", url: "https://hub.example/" }],
        items: [
          {
            id: "1",
            url: "/1",
            title: "<b>",
            summary: "Short",
            content_html: "<p>x</p>",
            content_text: "x",
            image: "/i.jpg",
            date_published: "2020-01-01T10:00:00+02:00",
            date_modified: "2020-01-02T10:00:00Z",
            tags: ["a", 7],
            attachments: [{ url: "/a.mp3", mime_type: "audio/mpeg", size_in_bytes: 9 }],
          },
        ],
      }),
    );
    expect(feed).toMatchObject({
      format: "json",
      title: "F",
      subtitle: "Sub",
      link: "https://example.org/",
      selfUrl: "https://example.org/feeds/feed.json",
      hubUrls: ["https://hub.example/"],
      language: "en",
      imageUrl: "https://example.org/icon.png",
    });
    expect(entries).toMatchObject([
      {
        id: "1",
        url: "https://example.org/1",
        title: { value: "<b>", type: "text" },
        summary: { value: "Short", type: "text" },
        content: { value: "<p>x</p>", type: "html" },
        authors: [{ name: "Ann", url: "https://ann.example/" }],
        categories: ["a"],
        published: "2020-01-01T08:00:00.000Z",
        updated: "2020-01-02T10:00:00.000Z",
        images: [{ url: "https://example.org/i.jpg" }],
        enclosures: [{ url: "https://example.org/a.mp3", type: "audio/mpeg", length: 9 }],
      },
    ]);
  });

  test("1.0: one author, numbers as ids, text as content, an id that is the address", () => {
    const { entries } = read(
      JSON.stringify({
        version: "https://jsonfeed.org/version/1",
        author: { name: "Ann" },
        items: [{ id: 7, content_text: "1 < 2" }, { id: "https://example.org/8" }],
      }),
    );
    expect(entries).toMatchObject([
      { id: "7", content: { value: "1 < 2", type: "text" }, authors: [{ name: "Ann" }] },
      { id: "https://example.org/8", url: "https://example.org/8" },
    ]);
  });

  test("values of a wrong type count as absent", () => {
    const { feed, entries } = read(
      json({ title: 5, authors: "Ann", items: [null, 3, { id: {}, tags: "x", image: 1 }] }),
    );
    expect(feed.title).toBeNull();
    expect(entries).toMatchObject([{ id: null, categories: [], images: [], authors: [] }]);
  });
});
