import type { FeedInfo } from "../../src/model/feed.ts";

/** Of a feed that says nothing about itself. */
export const feedInfo: FeedInfo = {
  format: "rss",
  id: null,
  title: null,
  subtitle: null,
  link: null,
  selfUrl: null,
  hubUrls: [],
  language: null,
  updated: null,
  rights: null,
  authors: [],
  imageUrl: null,
  hints: { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null },
};
