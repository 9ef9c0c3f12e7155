import type { JoinReason, RefusalReason } from "../../src/dedup/decision.ts";
import { harbourText, longText, orchardText, type Sketch } from "../dedup/entries.ts";

/** Two entries as two polls bring them, and what `explain` is asked about then. */
export type Example = {
  readonly first: Sketch;
  readonly second: Sketch;
  /** Of the config's `dedup`. */
  readonly dedup?: string;
};

const home = "https://walks.example/2024/03/harbour-wall";
const copy = "https://paper.example/seal";
const words = (text: string): string => text.replace(/<[^>]*>/g, "");
const days = (count: number): string => new Date(Date.UTC(2024, 2, 1 + count, 12)).toISOString();
const sameOpening = `<p>${words(harbourText).split(" ").slice(0, 9).join(" ")}</p>${orchardText}`;
const mp3 = (name: string) => [
  { url: `https://cdn.example/${name}.mp3`, type: "audio/mpeg", length: null },
];

export const blogUrl = "https://walks.example/feed.xml";
export const paperUrl = "https://paper.example/atom.xml";
const paper = { feed: paperUrl };

/** Reasons that a poll can lead to; `same-guid` refreshes the stored entry instead. */
export const joinExamples: Readonly<Record<Exclude<JoinReason, "same-guid">, Example>> = {
  "asked-for": {
    first: { url: home },
    second: { ...paper, url: copy, title: "Pears in the shed", text: orchardText },
    dedup: `{ always: [['${home}', '${copy}']] }`,
  },
  "same-guid-elsewhere": {
    first: { id: "tag:walks.example,2024:1", url: home },
    second: { ...paper, id: "tag:walks.example,2024:1", url: copy },
  },
  "same-address": {
    first: { url: home },
    second: { ...paper, url: `${home}/amp/?utm_source=paper`, title: "Seal on the wall" },
  },
  "same-article-number": {
    first: { id: "a1", url: "https://walks.example/news/1234567/harbour" },
    second: { id: "a2", url: "https://walks.example/coast/1234567/harbour-wall-walk" },
  },
  "named-original": {
    first: { url: home },
    second: {
      ...paper,
      url: copy,
      published: days(4),
      text: `<p>Originally published at <a href="${home}">Walks</a>.</p>${orchardText}`,
    },
  },
  "republished-from": {
    first: { url: home, text: "" },
    second: {
      ...paper,
      url: copy,
      text: "",
      origin: { id: null, title: "Walks", url: blogUrl },
    },
  },
  "same-text": {
    first: { url: home },
    second: { ...paper, url: copy, title: "A long walk along the old wall", published: days(1) },
  },
  "credit-line": {
    first: { url: home },
    second: {
      ...paper,
      url: copy,
      title: "Stones, lamps and a seal",
      text: `<p>By Jo Doe of Walks. ${words(harbourText).slice(0, 180)}</p>`,
    },
  },
  "same-opening": {
    first: { url: home, text: harbourText + longText(300) },
    second: { ...paper, url: copy, title: "Harbour news today", text: words(harbourText) },
  },
  moved: {
    first: { id: "tag:walks.example,2024:1", url: home, text: longText(200) },
    second: {
      id: "tag:walks.example,2024:2",
      url: "https://walks.example/harbour-wall/",
      text: longText(200),
    },
  },
};

/** What becomes of a guid that comes again with another title and text. */
export const refreshedExample: Example = {
  first: { id: "tag:walks.example,2024:1", url: home },
  second: { id: "tag:walks.example,2024:1", url: home, title: "A seal", text: orchardText },
};

export const refusalExamples: Readonly<Record<RefusalReason, Example>> = {
  "asked-for": {
    first: { url: home },
    second: { ...paper, url: copy },
    dedup: `{ never: [['${home}', '${paperUrl}']] }`,
  },
  "switched-off": {
    first: { url: home },
    second: { ...paper, url: copy },
    dedup: "{ enabled: false }",
  },
  comment: {
    first: { id: "m1@list.example", url: home },
    second: { id: "m2@list.example", url: copy, title: "Re: A walk along the harbour wall" },
  },
  "link-post": {
    first: {
      url: home,
      text: "<p>The tide was out when we started, and the stones lay dry.</p>",
    },
    second: {
      ...paper,
      url: home,
      title: "Wear other shoes",
      text: "<p>Read this before your next holiday by the sea; I did not, and paid for it with a pair of shoes and most of my patience for lighthouses.</p><blockquote>The tide was out when we started, and the stones lay dry.</blockquote>",
    },
  },
  "other-media": {
    first: { id: "e1", url: `${home}/show`, enclosures: mp3("one") },
    second: { id: "e2", url: `${home}/show?`, enclosures: mp3("two") },
  },
  "article-and-video": {
    first: { url: home },
    second: { ...paper, url: "https://www.youtube.com/watch?v=abcdefghijk" },
  },
  "other-number": {
    first: { url: home, title: "Lamplight v1.2.3" },
    second: { ...paper, url: copy, title: "Lamplight v1.2.4" },
  },
  "other-kind": {
    first: { url: home },
    second: { ...paper, url: copy, title: "A walk along the harbour wall – in pictures" },
  },
  "shared-page": {
    first: { url: home },
    second: { ...paper, url: home, title: "Pears in the shed", text: orchardText },
  },
  "generic-title": {
    first: { url: home, title: "Status update" },
    second: { ...paper, url: copy, title: "Status update", text: sameOpening },
  },
  "other-day": {
    first: { url: home },
    second: { ...paper, url: copy, published: days(90) },
  },
  "other-text": {
    first: { url: home },
    second: { ...paper, url: copy, text: orchardText },
  },
  "other-title": {
    first: { url: home, title: "Five things on the pier" },
    second: { ...paper, url: copy, title: "Where pears go" },
  },
  "same-source": {
    first: { id: "tag:walks.example,2024:1", url: "https://walks.example/d/1" },
    second: {
      id: "tag:walks.example,2024:2",
      url: "https://walks.example/d/2",
      published: days(1),
    },
  },
  "nothing-in-common": {
    first: { url: home, title: "Lamps" },
    second: {
      ...paper,
      url: copy,
      title: "Ships in the fog",
      text: sameOpening,
    },
  },
};
