import { expect, test } from "vitest";
import { rssOf } from "../support/feed-site.ts";
import { setUp, shows, subscribed } from "./set-up.ts";

test("a delivery is taken whatever it says its type is", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack);
  await subscribed(hub);
  for (const contentType of ["rss", "application/rss+xml; charset", "text/xml;;", "/", " "]) {
    const id = `as-${contentType.length}`;
    expect(await hub.deliver(rssOf("Blog", [{ id }]), { contentType })).toBe(202);
    await shows(service, `Story ${id}`);
  }
});

test("a delivery in its own encoding is read in it", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack);
  await subscribed(hub);
  const body = rssOf("Blog", [{ id: "encoded", title: "Zażółć" }]);
  expect(await hub.deliver(body, { contentType: "application/rss+xml; charset=utf-8" })).toBe(202);
  await shows(service, "Zażółć");
});

test("a delivery may be as large as a polled document", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack, { poll: "maxBody: 64KiB" });
  await subscribed(hub);
  const large = rssOf("Blog", [{ id: "large", html: "x".repeat(60_000) }]);
  expect(await hub.deliver(large)).toBe(202);
  await shows(service, "Story large");
  expect(await hub.deliver(large + " ".repeat(8_000))).toBe(413);
  expect(await hub.deliver(rssOf("Blog", [{ id: "after" }]))).toBe(202);
  await shows(service, "Story after");
});
