import { expect, test } from "vitest";
import { Reruns } from "../../src/schedule/reruns.ts";

test("work runs once at a time for a key, and once more for all who asked meanwhile", async () => {
  const reruns = new Reruns();
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    order.push(`${name} ends`);
  };
  const first = reruns.run("a", work("first"));
  await Promise.all([reruns.run("a", work("never")), reruns.run("a", work("never"))]);
  expect(order).toEqual(["first begins"]);
  await Promise.all([first, reruns.run("b", work("other"))]);
  expect(order.filter((line) => line.startsWith("first"))).toEqual([
    "first begins",
    "first ends",
    "first begins",
    "first ends",
  ]);
  expect(order).toContain("other ends");
});

test("work that fails leaves its key free", async () => {
  const reruns = new Reruns();
  await expect(reruns.run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow(
    "broken",
  );
  let runs = 0;
  await reruns.run("a", async () => void (runs += 1));
  expect(runs).toBe(1);
});
