import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";

import { readConfigText } from "./file.ts";
import type { Problem } from "./problem.ts";

export type ConfigWatch = {
  /** The file's text as it is already in use; only a different one is reported. */
  readonly text: string;
  readonly signal: AbortSignal;
  /** Called once for each changed content. */
  readonly onChange: (text: string) => void;
  /** Called once for a file that stays missing, empty or unreadable; again only after it could be read. */
  readonly onUnreadable: (problem: Problem) => void;
  /** How often the content is looked at besides, for mounts that tell nothing of a change. */
  readonly everyMs?: number;
};

const SETTLED_MS = 200;
const LOOK_MS = 5_000;

/**
 * Watches a config file until `signal` aborts. The folder is watched, since editors save by renaming a new file over
 * the old one; and the content is compared from time to time, since bind mounts and network folders say nothing. A
 * file that is missing, unreadable or empty is one that is just being saved, unless it stays so from one such look to the
 * next; what is in use stays in use.
 */
export function watchConfig(path: string, options: ConfigWatch): void {
  const { signal } = options;
  if (signal.aborted) return;
  const watched = new WatchedFile(path, options);
  const looking = setInterval(() => void watched.lookAgain(), options.everyMs ?? LOOK_MS).unref();
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

type Hindrance = { readonly message: string; readonly hint: string | null };

const EMPTY_HINT = "an empty list is written feeds: []";

class WatchedFile {
  readonly #path: string;
  readonly #onChange: (text: string) => void;
  readonly #onUnreadable: (problem: Problem) => void;
  #text: string;
  /** What kept it from being read at the last timed look. */
  #hindrance: string | null = null;
  #isHindranceTold = false;
  #lastRead: string | null = null;
  #soon: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(path: string, { text, onChange, onUnreadable }: ConfigWatch) {
    this.#path = path;
    this.#text = text;
    this.#onChange = onChange;
    this.#onUnreadable = onUnreadable;
  }

  /** One save is several events; the last one counts. */
  lookSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.look(), SETTLED_MS).unref();
  }

  /** The timed look; no save takes as long as from one to the next. */
  async lookAgain(): Promise<void> {
    const hindrance = await this.look();
    if (this.#isStopped || hindrance === null) return;
    const isLasting = hindrance.message === this.#hindrance;
    this.#hindrance = hindrance.message;
    if (!isLasting || this.#isHindranceTold) return;
    this.#isHindranceTold = true;
    const { message, hint } = hindrance;
    this.#onUnreadable({ line: 1, column: 1, path: "", message, hint });
  }

  /**
   * Reported is what two looks in a row find the same: one may fall into the middle of a save. Gives what keeps the file
   * from being read.
   */
  async look(): Promise<Hindrance | null> {
    const read = await readConfigText(this.#path);
    if (!read.ok) return read;
    if (read.value.trim() === "") return { message: "this file is empty", hint: EMPTY_HINT };
    if (!this.#isStopped) this.#take(read.value);
    return null;
  }

  #take(text: string): void {
    this.#hindrance = null;
    this.#isHindranceTold = false;
    const isSettled = text === this.#lastRead;
    this.#lastRead = text;
    if (text === this.#text) return;
    if (!isSettled) {
      this.lookSoon();
      return;
    }
    this.#text = text;
    this.#onChange(text);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#soon);
  }
}
