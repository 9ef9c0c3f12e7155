import { mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Problem } from "../../src/config/problem.ts";
import { watchConfig } from "../../src/config/watch.ts";

const NEVER_MS = 3_600_000;
const WAIT = { timeout: 10_000, interval: 20 };

let folder = "";
let path = "";
let stop = new AbortController();
let seen: string[] = [];
let hindrances: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "feedloom-watch-"));
  path = join(folder, "feeds.yaml");
  stop = new AbortController();
  seen = [];
  hindrances = [];
  await writeFile(path, "first");
});

afterEach(async () => {
  stop.abort();
  await rm(folder, { recursive: true });
});

function watching(everyMs: number): void {
  const onChange = (text: string): void => void seen.push(text);
  watchConfig(path, { text: "first", signal: stop.signal, onChange, onUnreadable, everyMs });
}

function onUnreadable({ line, message }: Problem): void {
  hindrances.push(`${line}: ${message}`);
}

/** What has been reported once it is so much. */
async function reported(count: number): Promise<readonly string[]> {
  await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(count), WAIT);
  return seen;
}

describe("a watched folder tells of", () => {
  test("each changed content, once", async () => {
    watching(NEVER_MS);
    await writeFile(path, "second");
    expect(await reported(1)).toEqual(["second"]);
    await writeFile(path, "second");
    await writeFile(path, "third");
    expect(await reported(2)).toEqual(["second", "third"]);
  });

  test("a file that is renamed over the old one, and the next", async () => {
    watching(NEVER_MS);
    await writeFile(join(folder, "new"), "second");
    await rename(join(folder, "new"), path);
    expect(await reported(1)).toEqual(["second"]);
    await writeFile(join(folder, "new"), "third");
    await rename(join(folder, "new"), path);
    expect(await reported(2)).toEqual(["second", "third"]);
  });

  test("a file that was deleted, when it is back", async () => {
    watching(NEVER_MS);
    await rm(path);
    await writeFile(join(folder, "other"), "no config");
    await writeFile(path, "back");
    expect(await reported(1)).toEqual(["back"]);
  });
});

test("a change that the folder tells nothing of is found by comparing", async () => {
  const linked = join(folder, "linked.yaml");
  await mkdir(join(folder, "elsewhere"));
  await writeFile(join(folder, "elsewhere", "feeds.yaml"), "first");
  await symlink(join("elsewhere", "feeds.yaml"), linked);
  path = linked;
  watching(50);
  await writeFile(join(folder, "elsewhere", "feeds.yaml"), "second");
  expect(await reported(1)).toEqual(["second"]);
});

test("an emptied file is one that is being saved", async () => {
  watching(50);
  await writeFile(path, "");
  await writeFile(path, "second");
  expect(await reported(1)).toEqual(["second"]);
});

describe("a file that stays unreadable is told of once", () => {
  test.each([
    ["emptied", () => writeFile(path, " \n"), "1: this file is empty"],
    ["deleted", () => rm(path), "1: this file is missing"],
    [
      "saved as Latin-1",
      () => writeFile(path, Buffer.from("title: B\u00fccher", "latin1")),
      "1: this file is not UTF-8 text",
    ],
    [
      "replaced by a folder",
      async () => {
        await rm(path);
        await mkdir(path);
      },
      "1: this is a folder, not a file",
    ],
    [
      "grown out of bounds",
      () => truncate(path, 17 * 1024 * 1024),
      "1: this file is too large for a config",
    ],
  ])("%s, and again after it was well", async (_, spoil, sentence) => {
    watching(100);
    await spoil();
    await vi.waitFor(() => expect(hindrances).toEqual([sentence]), WAIT);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(hindrances).toEqual([sentence]);
    await rm(path, { recursive: true, force: true });
    await writeFile(path, "second");
    expect(await reported(1)).toEqual(["second"]);
    await writeFile(path, "");
    await vi.waitFor(() => expect(hindrances).toHaveLength(2), WAIT);
  });
});

test("after the signal nothing is reported any more", async () => {
  const other: string[] = [];
  const onChange = (text: string): void => void other.push(text);
  const { signal } = stop;
  watchConfig(path, { text: "first", signal, onChange, onUnreadable, everyMs: 20 });
  stop.abort();
  stop = new AbortController();
  watching(20);
  await writeFile(path, "second");
  expect(await reported(1)).toEqual(["second"]);
  expect(other).toEqual([]);
});

test("a folder that is not there yet does no harm", async () => {
  const far = join(folder, "later", "feeds.yaml");
  expect(() =>
    watchConfig(far, {
      text: "",
      signal: stop.signal,
      onChange: () => undefined,
      onUnreadable,
      everyMs: NEVER_MS,
    }),
  ).not.toThrow();
});
