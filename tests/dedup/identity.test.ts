import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identities } from "../../src/dedup/identity.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";
import { entry } from "./entries.ts";

const trusted = { guid: false, link: false };
const identitiesOf = (entries: readonly ParsedEntry[], weak = trusted) =>
  identities(entries, weak).identities;
const identityOf = (some: ParsedEntry) => identitiesOf([some])[0];
const items = (count: number, change: (index: number) => Partial<ParsedEntry>) =>
  Array.from({ length: count }, (_, index) => ({
    ...entry({ title: `Item ${index}` }),
    ...change(index),
  }));

describe("who an entry is", () => {
  it("is its guid, whatever else changes", () => {
    const before = entry({ id: "g1", url: "https://a.example/1", title: "Before" });
    const after = entry({ id: "g1", url: "https://a.example/2", title: "After", text: "new" });
    expect(identityOf(after)).toBe(identityOf(before));
  });

  it("is its link without a guid, as a comparison key", () => {
    const before = entry({ url: "http://a.example/1?utm_source=rss" });
    const after = entry({ url: "https://www.a.example/1/", title: "Edited" });
    expect(identityOf(after)).toBe(identityOf(before));
  });

  it("is title and content where it has neither, and never a date", () => {
    const one = entry({ title: "Thought of the day", text: "Measure twice." });
    expect(identityOf({ ...one, published: "2030-01-01T00:00:00.000Z" })).toBe(identityOf(one));
    expect(identityOf(entry({ title: "Thought of the day", text: "The map." }))).not.toBe(
      identityOf(one),
    );
  });

  it("is not the home page that it links to", () => {
    const one = entry({ url: "https://band.example/", title: "Tour dates" });
    expect(identityOf(entry({ url: "https://band.example/", title: "New single" }))).not.toBe(
      identityOf(one),
    );
  });

  it("is told by attached files where there is no text", () => {
    const photo = (url: string) => ({
      ...entry({ title: "Untitled", text: "" }),
      enclosures: [{ url, type: "image/jpeg", length: null }],
    });
    const [a, b] = identitiesOf([
      photo("https://a.example/1.jpg"),
      photo("https://a.example/2.jpg"),
    ]);
    expect(a).not.toBe(b);
  });

  it("takes title and content into a key that repeats within the document", () => {
    const found = identitiesOf(items(4, (index) => ({ id: index < 2 ? "same" : `g${index}` })));
    expect(new Set(found).size).toBe(4);
  });

  it("is one for an entry that the document lists twice", () => {
    const one = entry({ id: "g1" });
    expect(new Set(identitiesOf([one, one])).size).toBe(1);
  });

  it("has 32 hex digits", () => {
    expect(identityOf(entry({ id: "g1" }))).toMatch(/^[0-9a-f]{32}$/);
  });

  it("does not depend on the order of the document", () => {
    const keys = fc.option(fc.constantFrom("a", "b", "c"), { nil: null });
    const sketch = fc.record({
      id: keys,
      url: keys,
      title: fc.constantFrom("x", "y"),
      text: fc.constantFrom("1", "2"),
    });
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 8 }), (sketches) => {
        const entries = sketches.map(({ url, ...rest }) =>
          entry({ ...rest, url: url && `https://a.example/${url}` }),
        );
        const forward = identitiesOf(entries);
        const backward = identitiesOf(entries.toReversed());
        expect(backward.toReversed()).toEqual(forward);
      }),
    );
  });
});

describe("feeds that give one key to their items", () => {
  it("are noticed by a guid on all of them, which is then not used", () => {
    const entries = items(5, (index) => ({ id: "rss-item", url: `https://a.example/${index}` }));
    const found = identities(entries, trusted);
    expect(found.weakKeys).toEqual({ guid: true, link: false });
    expect(found.identities[0]).toBe(identityOf(entry({ id: null, url: "https://a.example/0" })));
    expect(found.sharedKeys[0]).toEqual({ guid: true, link: false });
  });

  it("are noticed by a link on all of them", () => {
    const entries = items(5, (index) => ({ id: `g${index}`, url: "https://a.example/list" }));
    expect(identities(entries, trusted).weakKeys).toEqual({ guid: false, link: true });
  });

  it("are remembered", () => {
    const [one] = items(1, () => ({ id: "rss-item", url: "https://a.example/0" }));
    expect(identities(one ? [one] : [], { guid: true, link: false }).weakKeys.guid).toBe(true);
  });

  it("are not those where two of many items share a link", () => {
    const entries = items(10, (index) => ({
      id: `g${index}`,
      url: `https://a.example/${Math.max(1, index)}`,
    }));
    const found = identities(entries, trusted);
    expect(found.weakKeys).toEqual(trusted);
    expect(found.sharedKeys.map((keys) => keys.link)).toEqual([
      true,
      true,
      ...Array.from({ length: 8 }, () => false),
    ]);
  });
});
