import { access, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { Environment } from "./environment.ts";
import { loadConfig } from "./load.ts";
import type { LoadedConfig } from "./load.ts";
import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";
import { errorCode } from "../model/error-code.ts";

/** A hand-written list of feeds is far below; a larger file is something else. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The example that ships with Feedloom, ready to edit. */
export const EXAMPLE_URL = new URL("../../config/feeds.yaml", import.meta.url);

export type ConfigFile = LoadedConfig & {
  /** The file's text as it was read; null where it could not be read. */
  readonly text: string | null;
  /** The file was missing, and the example has been put there. */
  readonly isNew: boolean;
};

/** Reads the config file; where there is none, the bundled example is put there first, if the folder can be written. */
export async function loadConfigFile(
  path: string,
  { env, exampleUrl = EXAMPLE_URL }: { readonly env: Environment; readonly exampleUrl?: URL },
): Promise<ConfigFile> {
  const isNew = !(await exists(path));
  const placed = isNew ? await placeExample(path, exampleUrl) : readAs(null);
  const read = placed.ok ? await readConfigText(path) : placed;
  if (read.ok) return { ...loadConfig(read.value, env), text: read.value, isNew };
  const { message, hint } = read;
  return {
    ok: false,
    problems: [{ line: 1, column: 1, path: "", message, hint }],
    text: null,
    isNew,
  };
}

/** The text of a config file, or one sentence on why it cannot be read. */
export async function readConfigText(path: string): Promise<Reading<string>> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) return refused("this file is too large for a config", "at most 16 MiB");
    return decoded(await readFile(path));
  } catch (error) {
    return unreadable(error);
  }
}

function decoded(bytes: Uint8Array): Reading<string> {
  try {
    return readAs(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refused("this file is not UTF-8 text", "save it as UTF-8");
  }
}

async function placeExample(path: string, exampleUrl: URL): Promise<Reading<null>> {
  try {
    await makeFolder(dirname(path));
    await copyAsNew(exampleUrl, path);
    // For the editor that opens it; the example names the schema beside it. Nothing depends on it.
    const schemaPath = join(dirname(path), "schema.json");
    await copyAsNew(new URL("schema.json", exampleUrl), schemaPath).catch(() => undefined);
    return readAs(null);
  } catch (error) {
    // Another instance that starts beside this one was faster: its copy is as good.
    if (codeOf(error) === "EEXIST") return readAs(null);
    return refused(
      `there is no config file and none can be written here (${codeOf(error)})`,
      `put a ${basename(path)} there, in a container by mounting its folder (-v ./config:/config), or name another with FEEDLOOM_CONFIG`,
    );
  }
}

/** The folder itself only, not the ones above it: a path that far off is a mistake, not a first start. */
async function makeFolder(path: string): Promise<void> {
  if (!(await exists(path))) await mkdir(path);
}

/** Not copyFile: that keeps the mode, and in an image the example may be read-only. */
async function copyAsNew(from: URL, to: string): Promise<void> {
  await writeFile(to, await readFile(from), { flag: "wx" });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    return codeOf(error) !== "ENOENT";
  }
}

function unreadable(error: unknown): Reading<never> {
  const code = codeOf(error);
  if (code === "ENOENT") return refused("this file is missing");
  if (code === "EISDIR") {
    return refused(
      "this is a folder, not a file",
      "a container makes a folder of a mounted file that is missing",
    );
  }
  return code === "EACCES" || code === "EPERM"
    ? refused(
        "this file cannot be read: no permission",
        "let the user that Feedloom runs as read it",
      )
    : refused(`this file cannot be read (${code})`);
}

function codeOf(error: unknown): string {
  return errorCode(error) ?? String(error);
}
