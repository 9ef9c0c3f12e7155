import type { App } from "../app.ts";
import { loadConfig } from "../config/load.ts";
import { formatProblems } from "../config/problem.ts";
import { watchConfig } from "../config/watch.ts";
import type { Terminal } from "./command.ts";
import { doubtsOf, type Setup } from "./setup.ts";

/** Watches the config file: a good edit is taken into use, a bad one is logged with its lines and changes nothing. */
export function reloadOnEdit(app: App, setup: Setup, { env, signal }: Terminal): void {
  const { settings, log } = setup;
  const file = settings.configPath;
  const take = async (text: string): Promise<void> => {
    const loaded = loadConfig(text, env);
    if (!loaded.ok) {
      const problems = setup.redact(formatProblems(file, loaded.problems));
      log.error(
        { problems: problems.split("\n") },
        "edited config has problems, kept the running one",
      );
      return;
    }
    setup.addSecrets(loaded.secrets);
    await app.apply(loaded.config);
    const doubts = doubtsOf(file, loaded.doubts);
    if (doubts.length > 0) log.warn({ doubts }, "the config names what it does not list");
    log.info({ sources: loaded.config.sources.length }, "edited config in use");
  };
  const onChange = (text: string): void => {
    take(text).catch((err: unknown) => log.error({ err }, "edited config could not be applied"));
  };
  watchConfig(file, { text: setup.configText, signal, onChange });
}
