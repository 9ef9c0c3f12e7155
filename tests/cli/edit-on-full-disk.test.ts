import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { eventually, Workplace } from "../support/run-feedloom.ts";

/** A config whose edit has to be written into the database: many sources come with it, none of which may be asked. */
function configOf(title: string, count: number): string {
  const feeds = Array.from({ length: count }, (_, index) => `http://127.0.0.1:1/${index}`);
  return `title: ${title}\nschedule: '0 0 1 1 *'\nfeeds: ${JSON.stringify(feeds)}\n`;
}

it("an edit for which the disk has no room is used as soon as there is some", async (context) => {
  await using workplace = await Workplace.create(configOf("Before", 0));
  const disk = path.join(workplace.folder, "disk");
  await mkdir(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    process.stdout.write("no small disk can be mounted here (not root); its test is skipped\n");
    context.skip();
    return;
  }
  try {
    const service = await workplace.serve({ FEEDLOOM_DATA: disk });
    const title = async (): Promise<string | undefined> => {
      const text = await (await fetch(`${service.url}atom.xml`)).text();
      return /<title>(\w+)/u.exec(text)?.[1];
    };
    const fill = path.join(disk, "fill");
    await writeFile(fill, "x".repeat(8_000_000)).catch(() => {});
    await workplace.writeConfig(configOf("After", 500));
    const isTold = async (): Promise<true | null> =>
      service.log().includes("edited config cannot be applied yet") || null;
    await eventually(isTold, { what: "the sentence" });
    expect(await title()).toBe("Before");
    await rm(fill);
    await eventually(async () => ((await title()) === "After" ? true : null), { what: "the edit" });
    expect(service.log().match(/cannot be applied yet/gu)).toHaveLength(1);
    expect(await service.stop()).toBe(0);
  } finally {
    execFileSync("umount", ["-l", disk]);
  }
});
