import type { App } from "../app.ts";
import { readConfig } from "../config-reader.ts";
import { formatProblems, type Problem } from "../config/problem.ts";
import { watchConfig } from "../config/watch.ts";
import type { Logger } from "../log.ts";
import { StoreError } from "../store/store-error.ts";
import type { Terminal } from "./command.ts";
import { doubtsOf, type Setup } from "./setup.ts";

/** Watches the config file: a good edit is taken into use, a bad one is logged with its lines and changes nothing. */
export function reloadOnEdit(app: App, setup: Setup, { env, signal }: Terminal): void {
  const { settings, log } = setup;
  const file = settings.configPath;
  const refuse = (all: readonly Problem[]): void => {
    const problems = setup.redact(formatProblems(file, all)).split("\n");
    log.error({ problems }, "edited config has problems, kept the running one");
  };
  const take = async (text: string, isNewest: () => boolean): Promise<void> => {
    const loaded = await readConfig({ text, env });
    if (!isNewest()) return;
    if (!loaded.ok) return refuse(loaded.problems);
    setup.addSecrets(loaded.secrets);
    await app.apply(loaded.config);
    const doubts = doubtsOf(file, loaded.doubts);
    if (doubts.length > 0) log.warn({ doubts }, "the config names what it does not list");
    log.info({ sources: loaded.config.sources.length }, "edited config in use");
  };
  const onChange = untilTaken(take, { log, signal });
  const onUnreadable = (problem: Problem): void => refuse([problem]);
  watchConfig(file, { text: setup.configText, signal, onChange, onUnreadable });
}

/** A full disk, or a database that is held for long, keeps an edit from being used for a while; nobody saves it again. */
const retryMs = 5_000;

type Taking = { readonly log: Logger; readonly signal: AbortSignal };

/** Takes a text into use, again and again where the store cannot write for the moment; a newer text ends that. */
function untilTaken(
  take: (text: string, isNewest: () => boolean) => Promise<void>,
  { log, signal }: Taking,
): (text: string) => void {
  let newest = 0;
  const attempt = async (text: string, number: number, isFirst: boolean): Promise<void> => {
    const isNewest = (): boolean => number === newest && !signal.aborted;
    if (!isNewest()) return;
    try {
      await take(text, isNewest);
    } catch (err) {
      const isPassing = err instanceof StoreError && ["full", "locked"].includes(err.reason);
      if (!isPassing) return log.error({ err }, "edited config could not be applied");
      const { reason, message } = err;
      if (isFirst) log.error({ reason, error: message }, "edited config cannot be applied yet");
      setTimeout(() => void attempt(text, number, false), retryMs).unref();
    }
  };
  return (text) => {
    newest += 1;
    void attempt(text, newest, true);
  };
}
