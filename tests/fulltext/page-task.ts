import type { PageTask } from "../../src/page-worker.ts";
import { ParseError } from "../../src/model/errors.ts";
import { rssOf } from "../support/feed-site.ts";
import { readBytes } from "../read/read-bytes.ts";

const feed = readBytes(Buffer.from(rssOf("Blog", [{ id: "one", html: "<p>A teaser …</p>" }])));

/** An entry with a teaser, and its page. */
export function pageTask(html: string): PageTask {
  const [entry] = feed instanceof ParseError ? [] : feed.entries;
  if (entry === undefined) throw new Error("The sample cannot be read.");
  const page = {
    body: new TextEncoder().encode(html),
    contentType: "text/html",
    url: "https://blog.example/one",
  };
  return { raw: entry.raw, page };
}
