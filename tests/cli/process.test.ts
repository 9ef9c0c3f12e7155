import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Workplace } from "../support/run-feedloom.ts";

function readProc(pid: number, name: string): readonly string[] {
  return readFileSync(`/proc/${pid}/${name}`, "utf8").split("\0");
}

const hasProc = existsSync("/proc/self/environ");
if (!hasProc) process.stdout.write("no /proc here: what a process began with is not looked at\n");

it.skipIf(!hasProc)(
  "however it is started, the service runs with little memory, under the id it was started with",
  async () => {
    await using workplace = await Workplace.create("feeds: []");
    const service = await workplace.serve();
    expect(readProc(service.pid, "cmdline")).toContain("--max-semi-space-size=2");
    const environment = readProc(service.pid, "environ");
    expect(environment).toContain("MALLOC_ARENA_MAX=2");
    expect(environment).toContain("UV_THREADPOOL_SIZE=16");
    expect(await service.stop()).toBe(0);
  },
);

it.skipIf(!hasProc)("a person's own settings win", async () => {
  await using workplace = await Workplace.create("feeds: []");
  const service = await workplace.serve({ UV_THREADPOOL_SIZE: "4" });
  expect(readProc(service.pid, "environ")).toContain("UV_THREADPOOL_SIZE=4");
  expect(await service.stop()).toBe(0);
});
