import {
  chmod,
  chown,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { CommandError } from "./command.ts";
import { errorCode } from "../model/error-code.ts";

/**
 * Puts another text into the config file, whole or not at all: written beside it and renamed over it. A file that is
 * mounted by itself, or whose folder or owner does not allow that, is written in place. Throws CommandError where it can
 * be written in no way.
 */
export async function writeConfig(file: string, text: string): Promise<void> {
  // A link to the config stays one.
  const target = await realpath(file);
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.feedloom.tmp`);
  try {
    const { mode, uid, gid } = await stat(target);
    // The config may hold passwords and be nobody else's to read.
    await writeFile(draft, text, { flag: "wx", flush: true, mode: 0o600 });
    await chown(draft, uid, gid);
    await chmod(draft, mode);
    await rename(draft, target);
  } catch {
    await rm(draft, { force: true }).catch(() => {});
    await writeInPlace(target, text);
  }
}

async function writeInPlace(file: string, text: string): Promise<void> {
  try {
    const before = await readFile(file);
    // Not emptied first: where there is no room for the new text there is for the old one.
    const handle = await open(file, "r+");
    try {
      await overwrite(handle, Buffer.from(text));
    } catch (error) {
      await overwrite(handle, before).catch(() => {});
      throw error;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const code = errorCode(cause) ?? String(cause);
    throw new CommandError(
      `${file} cannot be written (${code}) and stays as it was; let this user write it, or put the addresses in by hand.`,
      { cause },
    );
  }
}

async function overwrite(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let place = 0; place < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, place, bytes.length - place, place);
    place += bytesWritten;
  }
  await handle.truncate(bytes.length);
  await handle.sync();
}
