import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

const main = path.join(import.meta.dirname, "..", "..", "src", "main.ts");

/** A file on a disk that is full; Linux has one. */
const fullDisk = "/dev/full";
const hasFullDisk = existsSync(fullDisk);
if (!hasFullDisk) process.stdout.write("no /dev/full here: nothing is written to a full disk\n");

/** Runs a command whose stdout goes to the full disk. */
function startOnFullDisk({ folder }: Workplace, args: readonly string[]) {
  const file = openSync(fullDisk, "w");
  const flags = ["--config", path.join(folder, "feeds.yaml"), "--data", path.join(folder, "data")];
  const child = spawn(process.execPath, [main, ...args, ...flags], {
    stdio: ["ignore", file, "pipe"],
  });
  closeSync(file);
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

it.skipIf(!hasFullDisk)("output that cannot be written makes a command fail", async () => {
  await using workplace = await Workplace.create("feeds: []");
  const child = startOnFullDisk(workplace, ["export"]);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^The output cannot be written: .+\n$/),
  ]);
});

it.skipIf(!hasFullDisk)("a log that cannot be written does not end the service", async () => {
  await using workplace = await Workplace.create("feeds: []");
  const port = await freePort();
  const child = startOnFullDisk(workplace, ["serve", "--port", String(port)]);
  const answers = async (): Promise<true | null> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok || null,
      () => null,
    );
  try {
    await eventually(answers, { what: "the service" });
    // What it says when it serves has failed by now.
    await workplace.writeConfig("title: Edited\nfeeds: []");
    const isEdited = async (): Promise<true | null> => {
      const page = await (await fetch(`http://127.0.0.1:${port}/atom.xml`)).text();
      return page.includes("Edited") ? true : null;
    };
    await eventually(isEdited, { what: "the edited title" });
    child.kill("SIGTERM");
    expect((await once(child, "close"))[0]).toBe(0);
  } finally {
    child.kill("SIGKILL");
  }
});

it("a poll goes on although nobody reads its log any more", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", rssOf("Feed", [{ id: "1" }]));
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: true }\nfeeds: ["${site.url("/feed")}"]\n`,
  );
  const child = workplace.spawn(["poll"]);
  child.stderr.destroy();
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect([code, stdout]).toEqual([0, expect.stringContaining("1 updated")]);
});
