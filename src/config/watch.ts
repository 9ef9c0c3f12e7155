import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";

import { readConfigText } from "./file.ts";

export type ConfigWatch = {
  /** The file's text as it is already in use; only a different one is reported. */
  readonly text: string;
  readonly signal: AbortSignal;
  /** Called once for each changed content. */
  readonly onChange: (text: string) => void;
  /** How often the content is looked at besides, for mounts that tell nothing of a change. */
  readonly everyMs?: number;
};

const SETTLED_MS = 200;
const LOOK_MS = 5_000;

/**
 * Watches a config file until `signal` aborts. The folder is watched, since editors save by renaming a new file over
 * the old one; and the content is compared from time to time, since bind mounts and network folders say nothing. A
 * file that is missing, unreadable or empty is one that is just being saved: what is in use stays in use.
 */
export function watchConfig(path: string, options: ConfigWatch): void {
  const { signal } = options;
  if (signal.aborted) return;
  const watched = new WatchedFile(path, options);
  const looking = setInterval(() => void watched.look(), options.everyMs ?? LOOK_MS).unref();
  const folder = watchFolder(path, () => watched.lookSoon());
  signal.addEventListener(
    "abort",
    () => {
      clearInterval(looking);
      folder?.close();
      watched.stop();
    },
    { once: true },
  );
}

/** null where the system cannot watch (no inotify watches left, no such folder): the comparison alone finds changes. */
function watchFolder(path: string, onEvent: () => void): FSWatcher | null {
  try {
    const name = basename(path);
    // Kubernetes and the like swap a link beside the file; its name is not the file's, so nothing is filtered by name
    // but editors' own swap files.
    const watcher = watch(dirname(path), { persistent: false }, (_event, changed) => {
      if (changed === null || changed === name || !/~$|\.sw[a-z]$|^\.#|^4913$/.test(changed))
        onEvent();
    });
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

class WatchedFile {
  readonly #path: string;
  readonly #onChange: (text: string) => void;
  #text: string;
  #lastRead: string | null = null;
  #soon: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(path: string, { text, onChange }: Pick<ConfigWatch, "text" | "onChange">) {
    this.#path = path;
    this.#text = text;
    this.#onChange = onChange;
  }

  /** One save is several events; the last one counts. */
  lookSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.look(), SETTLED_MS).unref();
  }

  /** Reported is what two looks in a row find the same: one may fall into the middle of a save. */
  async look(): Promise<void> {
    const read = await readConfigText(this.#path);
    if (this.#isStopped || !read.ok || read.value.trim() === "") return;
    const isSettled = read.value === this.#lastRead;
    this.#lastRead = read.value;
    if (read.value === this.#text) return;
    if (!isSettled) {
      this.lookSoon();
      return;
    }
    this.#text = read.value;
    this.#onChange(read.value);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#soon);
  }
}
