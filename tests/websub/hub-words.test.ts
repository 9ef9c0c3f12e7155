import { expect, test } from "vitest";
import { eventually } from "../support/run-feedloom.ts";
import { setUp, subscribed } from "./set-up.ts";

test("a hub that sends the form back does not bring its secret into the log", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack, { isRefusing: true, isEchoing: true });
  await eventually(async () => (service.log().includes("hub refused") ? true : null));
  const { secret, callback } = hub.last;
  expect(service.log()).toContain("hub.mode=subscribe");
  expect(service.log()).not.toContain(secret.slice(0, 16));
  expect(service.log()).not.toContain(callback.slice(-32).slice(0, 16));
});

test("a denial is told as one, with the hub's reason", async () => {
  await using stack = new AsyncDisposableStack();
  const { hub, service } = await setUp(stack);
  await subscribed(hub);
  const { topic, callback, secret } = hub.last;
  const reason = `Too many topics. ${secret} ${"x".repeat(1_000)}`;
  await hub.verify({ mode: "denied", topic, callback, reason });
  const line = await eventually(async () => {
    const lines = service.log().split("\n");
    return lines.find((one) => one.includes("hub denied subscription")) ?? null;
  });
  expect(line).toContain("Too many topics. … xxx");
  expect(line.length).toBeLessThan(500);
});
