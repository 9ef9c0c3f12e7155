import { describe, expect, test } from "vitest";
import { madeAtomId } from "../../src/model/made-id.ts";
import { idClaim, idClaims, ownAtomId } from "../../src/store/atom-id.ts";
import { posts } from "../../src/store/posts.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import type { Source } from "../../src/model/source.ts";
import type { Store } from "../../src/store/store.ts";
import { sampleStore } from "./open-sample.ts";
import { day, noon, samplePoll, sampleSource } from "./samples.ts";
import type { SampleEntry } from "./samples.ts";

describe("an id of the entry's own", () => {
  test.each([
    "https://blog.example/1",
    "HTTP://Blog.Example:80/%7e?a=b&c#d",
    "tag:blog.example,2005:1",
    "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
    "https://blog.example/ä",
  ])("%s is kept to the byte", (id) => {
    expect(ownAtomId(id)).toBe(id);
  });

  test.each([
    null,
    "",
    "17",
    "/posts/17",
    "a b:c",
    "https://blog.example/a b",
    "x:",
    "tag:\u0000x",
  ])("%j is none", (id) => {
    expect(ownAtomId(id)).toBeNull();
  });

  test("is none beyond any sensible length", () => {
    expect(ownAtomId(`https://blog.example/${"a".repeat(3000)}`)).toBeNull();
  });
});

describe("the claim on an id", () => {
  const claim = (id: string, url: string, sourceUrl: string) =>
    idClaim({ id, url, sourceUrls: [sourceUrl] });

  test("is best where the id names the source's host, with or without www or a subdomain", () => {
    const own = "https://feeds.blog.example/atom";
    expect(claim("https://www.blog.example/1", "https://x.example/", own)).toBe(idClaims.ownHost);
    expect(claim("https://blog.example/1", "https://x.example/", own)).toBe(idClaims.ownHost);
    expect(claim("tag:blog.example,2005:1", "https://x.example/", own)).toBe(idClaims.ownHost);
  });

  test("of a feed kept elsewhere beats that of a feed that links its own site under the same id", () => {
    const kept = claim("https://a.example/1", "https://a.example/1", "https://feedhost.example/a");
    const forged = claim("https://a.example/1", "https://evil.example/1", "https://evil.example/");
    expect(kept).toBeGreaterThan(forged);
    expect(forged).toBe(idClaims.ownLink);
  });

  test("of an id without a host goes by the article's address", () => {
    const link = "https://a.example/1";
    expect(claim("urn:uuid:1", link, "https://a.example/feed")).toBe(idClaims.consistent);
    expect(claim("urn:uuid:1", link, "https://planet.example/feed")).toBe(idClaims.none);
  });

  test("tells apart two ports of one machine, and no top-level domain is a site", () => {
    expect(claim("http://a.example:81/1", "", "http://a.example:82/")).toBe(idClaims.none);
    expect(claim("http://example/1", "", "http://a.example/")).toBe(idClaims.none);
  });
});

describe("in the store", () => {
  const owner = sampleSource("https://good.example/feed");
  const forger = sampleSource("https://evil.example/feed");
  const third = sampleSource("https://planet.example/feed");
  const id = "https://good.example/1";

  async function poll(store: Store, source: Source, entries: readonly SampleEntry[]) {
    await savePoll(store, samplePoll(source, entries));
  }

  async function idsBySource(store: Store): Promise<Record<string, string>> {
    const all = await posts(store, { sourceIds: null, after: null, limit: 10 });
    return Object.fromEntries(all.map(({ shown, atomId }) => [shown.sourceId, atomId]));
  }

  test("the rightful owner gets its id back from one that took it before", async () => {
    const store = await sampleStore([owner, forger]);
    await poll(store, forger, [{ identity: "f", id, url: "https://evil.example/1" }]);
    expect(await idsBySource(store)).toEqual({ [forger.id]: id });
    await poll(store, owner, [{ identity: "o", id, url: id }]);
    expect(await idsBySource(store)).toEqual({
      [owner.id]: id,
      [forger.id]: madeAtomId(forger.id, "f"),
    });
  });

  test("nobody takes an id from its rightful owner", async () => {
    const store = await sampleStore([owner, forger, third]);
    await poll(store, owner, [{ identity: "o", id, url: id }]);
    await poll(store, forger, [{ identity: "f", id, url: "https://evil.example/1" }]);
    await poll(store, third, [{ identity: "t", id, url: id }]);
    expect(await idsBySource(store)).toEqual({
      [owner.id]: id,
      [forger.id]: madeAtomId(forger.id, "f"),
      [third.id]: madeAtomId(third.id, "t"),
    });
  });

  test("an id we make is ours, whoever wrote it into a feed before", async () => {
    const store = await sampleStore([owner, forger]);
    const made = madeAtomId(owner.id, "o");
    await poll(store, forger, [{ identity: "f", id: made, url: "https://evil.example/1" }]);
    await poll(store, owner, [{ identity: "o", id: "17", url: null }]);
    expect(await idsBySource(store)).toEqual({
      [owner.id]: made,
      [forger.id]: madeAtomId(forger.id, "f"),
    });
  });

  test("of two entries of one source with one id, the older has it, whether or not they came together", async () => {
    const store = await sampleStore([owner]);
    await poll(store, owner, [
      { identity: "a", id, url: id, publishedAt: noon },
      { identity: "b", id, url: id, publishedAt: noon - day },
    ]);
    const all = await posts(store, { sourceIds: null, after: null, limit: 10 });
    expect(all.map(({ atomId }) => atomId)).toEqual([madeAtomId(owner.id, "a"), id]);
  });
});
