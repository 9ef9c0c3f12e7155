import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { writeConfig } from "../../src/cli/write-config.ts";

/** A file that nobody may write, whoever runs the tests. */
const fixed = "/proc/version";
const hasFixed = existsSync(fixed);
if (!hasFixed) process.stdout.write("no /proc here: no file is written that cannot be\n");

it.skipIf(!hasFixed)("a config that cannot be written is told in one sentence", async () => {
  const writing = writeConfig(fixed, "feeds: []");
  await expect(writing).rejects.toThrow(/^\/proc\/version cannot be written \(\w+\) and stays/);
  await expect(writing).rejects.toMatchObject({ name: "CommandError" });
});

function isMounted(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    process.stdout.write("no small disk can be mounted here (not root); its test is skipped\n");
    return false;
  }
}

it("a config stays whole on a full disk, and takes a shorter text even there", async (context) => {
  const disk = await mkdtemp(path.join(tmpdir(), "feedloom-disk-"));
  if (!isMounted(disk)) {
    context.skip();
    return;
  }
  try {
    const file = path.join(disk, "feeds.yaml");
    await writeFile(file, "feeds: [https://a.example/]\n");
    await writeFile(path.join(disk, "fill"), "x".repeat(100_000)).catch(() => {});
    await expect(writeConfig(file, `# ${"long ".repeat(5_000)}\n`)).rejects.toThrow("ENOSPC");
    expect(await readFile(file, "utf8")).toBe("feeds: [https://a.example/]\n");
    await writeConfig(file, "feeds: []\n");
    expect(await readFile(file, "utf8")).toBe("feeds: []\n");
  } finally {
    execFileSync("umount", ["-l", disk]);
    await rm(disk, { recursive: true, force: true });
  }
});
