import { publishSources } from "../publish/published-source.ts";
import { renderOpml } from "../publish/render-opml.ts";
import { siteTitle } from "../publish/site-title.ts";
import { readFlags } from "./arguments.ts";
import type { Command } from "./command.ts";
import { localUrl, setUp } from "./setup.ts";

export const exportOpml: Command = {
  usage: "export",
  summary: "the list of feeds as OPML, tags as folders; private ones are left out",
  async run(terminal) {
    const args = readFlags("export", terminal.args, []);
    const { config, settings } = await setUp(terminal, args, terminal.stderr);
    const siteUrl = config.url ?? localUrl(settings.port);
    const sources = [...publishSources(config, [], siteUrl).values()];
    const subscriptions = sources.map(({ source, shown }) => ({
      source,
      title: shown.title,
      link: shown.link,
    }));
    terminal.stdout.write(renderOpml(siteTitle(config), subscriptions));
    return 0;
  },
};
