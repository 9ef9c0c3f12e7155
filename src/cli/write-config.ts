import { chmod, chown, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Puts another text into the config file, whole or not at all: written beside it and renamed over it. A file that is
 * mounted by itself, or whose folder or owner does not allow that, is written in place.
 */
export async function writeConfig(file: string, text: string): Promise<void> {
  // A link to the config stays one.
  const target = await realpath(file);
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.feedloom.tmp`);
  try {
    const { mode, uid, gid } = await stat(target);
    await writeFile(draft, text, { flag: "wx", flush: true });
    await chown(draft, uid, gid);
    await chmod(draft, mode);
    await rename(draft, target);
  } catch {
    await rm(draft, { force: true }).catch(() => {});
    await writeFile(target, text);
  }
}
