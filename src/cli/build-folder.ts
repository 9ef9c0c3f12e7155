import { createHash } from "node:crypto";
import { rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../store/make-folder.ts";
import { formatManifest, manifestName, readManifest, readOrNull } from "./build-manifest.ts";
import { CommandError } from "./command.ts";

/** Every file is written here first and then renamed: a server never sends half of one. */
const temporaryName = ".feedloom-build.tmp";

/** Files that are written after the manifest that names them: a build that is killed leaves none behind as a stranger. */
const maxWaiting = { files: 200, characters: 8_000_000 };

export type BuiltCounts = { written: number; unchanged: number; removed: number };

type Waiting = { readonly name: string; readonly body: Buffer; readonly hash: string };

/** A folder that is made to hold exactly the files it is given, beside those that are not ours. */
export class BuildFolder {
  readonly counts: BuiltCounts = { written: 0, unchanged: 0, removed: 0 };
  readonly #root: string;
  /** As the manifest on disk says. */
  readonly #known: Map<string, string>;
  readonly #made = new Map<string, string>();
  #waiting: Waiting[] = [];
  #waitingCharacters = 0;

  private constructor(root: string, known: Map<string, string>) {
    this.#root = root;
    this.#known = known;
  }

  static async open(root: string): Promise<BuildFolder> {
    await makeFolder(root);
    return new BuildFolder(root, await readManifest(root));
  }

  /** `name` is below the folder, with slashes. Throws CommandError where somebody else's file is in the way. */
  async put(name: string, text: string): Promise<void> {
    const body = Buffer.from(text);
    const hash = createHash("sha256").update(body).digest("hex");
    this.#made.set(name, hash);
    const present = await readOrNull(this.#pathOf(name));
    if (present?.equals(body) === true) {
      this.counts.unchanged += 1;
      return;
    }
    if (present !== null && !this.#known.has(name)) throw strangerAt(this.#pathOf(name));
    this.#waiting.push({ name, body, hash });
    this.#waitingCharacters += text.length;
    const isFull =
      this.#waiting.length >= maxWaiting.files || this.#waitingCharacters >= maxWaiting.characters;
    if (isFull) await this.flush();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    for (const { name, hash } of waiting) this.#known.set(name, hash);
    if (waiting.length > 0) await this.#writeManifest(this.#known);
    for (const { name, body } of waiting) {
      await this.#write(name, body);
      this.counts.written += 1;
    }
  }

  /** Takes away what earlier builds made and this one did not; a file somebody has edited since stays. */
  async finish(): Promise<void> {
    await this.flush();
    for (const [name, hash] of this.#known) {
      if (!this.#made.has(name)) await this.#remove(name, hash);
    }
    await this.#writeManifest(this.#made);
  }

  async #remove(name: string, hash: string): Promise<void> {
    const file = this.#pathOf(name);
    const present = await readOrNull(file);
    if (present === null || createHash("sha256").update(present).digest("hex") !== hash) return;
    await rm(file);
    this.counts.removed += 1;
    await this.#removeEmptyFolders(path.dirname(file));
  }

  async #removeEmptyFolders(folder: string): Promise<void> {
    for (let empty = folder; empty !== this.#root; empty = path.dirname(empty)) {
      try {
        await rmdir(empty);
      } catch {
        // Something else is in it.
        return;
      }
    }
  }

  async #writeManifest(files: ReadonlyMap<string, string>): Promise<void> {
    const body = Buffer.from(formatManifest(files));
    const present = await readOrNull(this.#pathOf(manifestName));
    if (present?.equals(body) !== true) await this.#write(manifestName, body);
  }

  async #write(name: string, body: Buffer): Promise<void> {
    const file = this.#pathOf(name);
    const temporary = this.#pathOf(temporaryName);
    await makeFolder(path.dirname(file));
    await writeFile(temporary, body);
    await rename(temporary, file);
  }

  #pathOf(name: string): string {
    return path.join(this.#root, ...name.split("/"));
  }
}

function strangerAt(file: string): CommandError {
  return new CommandError(`${file} was not made by a build; move it away, or name another folder.`);
}
