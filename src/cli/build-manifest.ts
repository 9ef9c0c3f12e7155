import { readFile } from "node:fs/promises";
import path from "node:path";
import { CommandError } from "./command.ts";
import { errorCode } from "../model/error-code.ts";

/** Which files of the folder are ours, with the SHA-256 of what we wrote: nothing else is overwritten or removed. */
export const manifestName = ".feedloom-build.json";

/** Hashes by name; empty where nothing was built yet. Throws CommandError for what is no manifest. */
export async function readManifest(root: string): Promise<Map<string, string>> {
  const file = path.join(root, manifestName);
  const bytes = await readOrNull(file);
  const files = bytes === null ? new Map<string, string>() : parseFiles(bytes.toString());
  if (files !== null) return files;
  throw new CommandError(`${file} cannot be read as the list of built files; remove it.`);
}

export function formatManifest(files: ReadonlyMap<string, string>): string {
  const sorted = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ files: sorted }, null, 1)}\n`;
}

/** null for another shape, and for names that lead out of the folder. */
function parseFiles(text: string): Map<string, string> | null {
  try {
    const manifest: unknown = JSON.parse(text);
    if (!isRecord(manifest) || !isRecord(manifest["files"])) return null;
    const hashes = Object.entries(manifest["files"]);
    if (hashes.some(([name]) => name.split("/").some(leadsOut))) return null;
    return new Map(hashes.map(([name, hash]) => [name, String(hash)]));
  } catch {
    return null;
  }
}

function leadsOut(part: string): boolean {
  return part === "" || part === ".." || part.includes("\\");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** null where there is no such file. */
export async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}
