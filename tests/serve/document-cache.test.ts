import { expect, it } from "vitest";
import { DocumentCache, type DocumentRequest } from "../../src/serve/document-cache.ts";
import type { RenderedSource } from "../../src/serve/rendered.ts";

const changedAt = Date.UTC(2026, 5, 1, 12);

/** The address at a content; it is rendered when the test says so. */
function order(content: number) {
  const rendering = Promise.withResolvers<RenderedSource>();
  const request: DocumentRequest = {
    key: "atom.xml",
    content,
    owedContent: 0,
    changedAt: async () => changedAt,
    render: () => rendering.promise,
  };
  const end = (body = `content ${content}`): void =>
    rendering.resolve({ contentType: "text/plain", body, link: null });
  return { request, end };
}

function newCache(): DocumentCache {
  return new DocumentCache((error) => {
    throw error;
  });
}

it("of two renderings the one of later content stays, whichever ends first", async () => {
  const cache = newCache();
  const [first, second] = [order(1), order(2)];
  const answers = [cache.get(first.request), cache.get(second.request)];
  second.end();
  const later = await answers[1];
  first.end();
  expect(await answers[0]).toBe(later);
  expect(await cache.get(order(2).request)).toBe(later);
});

it("two renderings that began before anything was kept are dated apart", async () => {
  const cache = newCache();
  const [first, second] = [order(1), order(2)];
  const answers = [cache.get(first.request), cache.get(second.request)];
  first.end();
  const before = await answers[0];
  second.end();
  const later = await answers[1];
  expect(before?.lastModifiedMs).toBe(changedAt);
  expect(later?.lastModifiedMs).toBeGreaterThan(changedAt);
});

it("older bytes given while new ones are made never count as the new ones", async () => {
  for (let turns = 0; turns < 12; turns += 1) {
    const cache = newCache();
    const [first, second] = [order(1), order(2)];
    first.end();
    await cache.get(first.request);
    void cache.get(second.request);
    second.end();
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    const given = await cache.get(second.request);
    const isNew = given?.body.toString() === "content 2";
    if (given === null) throw new Error("There is a document.");
    expect([turns, cache.isCurrent(given, second.request)]).toEqual([turns, isNew]);
  }
});
