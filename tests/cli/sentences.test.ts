import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { Workplace } from "../support/run-feedloom.ts";

it("a place where the service cannot listen is told in a sentence that says what to do", async () => {
  await using workplace = await Workplace.create("feeds: []");
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const inUse = await workplace.run(["serve", "--port", String(port)]);
  taken.close();
  expect([inUse.code, inUse.stderr]).toEqual([
    1,
    `127.0.0.1:${port} is taken by another program; name another port with PORT.\n`,
  ]);
  // A name too long to be asked for, and an address kept for documentation: nobody has it.
  for (const host of ["a".repeat(64), "192.0.2.1"]) {
    const { code, stderr } = await workplace.run(["serve", "--host", host, "--port", "0"]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^[^\n]+ is no address of this machine \(\w+\); name one with HOST\.\n$/,
      ),
    ]);
  }
});

it("inspect tells of a file that is not there, also where an address was meant", async () => {
  await using workplace = await Workplace.create("feeds: []");
  const { code, stdout, stderr } = await workplace.run(["inspect", "blog.example/feed"]);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    "There is no file blog.example/feed; an address begins with https:// or http://.\n",
  );
});
