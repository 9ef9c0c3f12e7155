import type { App } from "../app.ts";
import { loadConfig } from "../config/load.ts";
import { formatProblems, type Problem } from "../config/problem.ts";
import { watchConfig } from "../config/watch.ts";
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
  const take = async (text: string): Promise<void> => {
    const loaded = loadConfig(text, env);
    if (!loaded.ok) return refuse(loaded.problems);
    setup.addSecrets(loaded.secrets);
    await app.apply(loaded.config);
    const doubts = doubtsOf(file, loaded.doubts);
    if (doubts.length > 0) log.warn({ doubts }, "the config names what it does not list");
    log.info({ sources: loaded.config.sources.length }, "edited config in use");
  };
  const onChange = (text: string): void => {
    take(text).catch((err: unknown) => log.error({ err }, "edited config could not be applied"));
  };
  const onUnreadable = (problem: Problem): void => refuse([problem]);
  watchConfig(file, { text: setup.configText, signal, onChange, onUnreadable });
}
