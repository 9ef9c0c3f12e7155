import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, it } from "vitest";
import { eventually } from "./support/run-feedloom.ts";

it("the demo publishes its four articles without a network, and ends cleanly", async () => {
  const demo = path.join(import.meta.dirname, "..", "demo", "demo.ts");
  const child = spawn(process.execPath, [demo], { env: { PATH: process.env["PATH"], PORT: "0" } });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const url = await eventually(
    async () => /"url":"([^"]+)"[^\n]*"serving"/u.exec(output)?.[1] ?? null,
    {
      what: "the start of the demo",
    },
  );
  const whole = async (): Promise<string | null> => {
    const atom = await (await fetch(`${url}atom.xml`)).text();
    return atom.match(/<entry/gu)?.length === 4 ? atom : null;
  };
  expect(await eventually(whole, { what: "four posts" })).toContain("Bread &amp; butter");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
