import { access } from "node:fs/promises";
import { loadConfigFile } from "../config/file.ts";
import { loadConfig } from "../config/load.ts";
import type { BodyAnswer } from "../fetch/answer.ts";
import { createFetcher } from "../fetch/fetcher.ts";
import type { Config } from "../model/config.ts";
import { fetchSettings } from "../pipeline.ts";
import { type Arguments } from "./arguments.ts";
import { CommandError, type Terminal } from "./command.ts";
import { localUrl, readProgramSettings } from "./setup.ts";

/**
 * Fetches one document the way a poll would: with the config's limits, and for a configured source with its headers. Throws
 * FetchError.
 */
export async function fetchDocument(
  terminal: Terminal,
  args: Arguments,
  url: string,
): Promise<BodyAnswer> {
  const settings = readProgramSettings(terminal, args);
  const config = await configOrDefaults(settings.configPath, terminal.env);
  const source = config.sources.find((one) => one.url === url || one.publicUrl === url);
  const siteUrl = config.url ?? localUrl(settings.port);
  const fetcher = createFetcher(fetchSettings(config.poll, siteUrl));
  try {
    const request = { url: source?.url ?? url, validators: { etag: null, lastModified: null } };
    const { headers = {}, proxy = null, allowInsecureTls = false } = source ?? {};
    const whole = { ...request, headers, proxy, allowInsecureTls };
    const answer = await fetcher.fetch(whole, terminal.signal);
    if (answer.kind === "body") return answer;
    throw new CommandError(`${url} answered 304 although nothing was known of it.`);
  } finally {
    await fetcher.close();
  }
}

/** A document can be looked at without a config, and with a broken one. */
async function configOrDefaults(path: string, env: Terminal["env"]): Promise<Config> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  const loaded = exists ? await loadConfigFile(path, { env }) : null;
  if (loaded?.ok === true) return loaded.config;
  const defaults = loadConfig("feeds: []", {});
  if (!defaults.ok) throw new Error("The empty config must be valid.");
  return defaults.config;
}
