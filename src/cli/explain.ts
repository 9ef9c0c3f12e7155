import { explainAddress } from "../explain/explain-address.ts";
import type { Explanation } from "../explain/explanation.ts";
import { readArguments, type Arguments } from "./arguments.ts";
import { redactValues } from "../redact.ts";
import { UsageError, type Command, type Terminal } from "./command.ts";
import { explanationText } from "./explain-text.ts";
import { openDataStore } from "./open-store.ts";
import { localUrl, setUp } from "./setup.ts";

export const explain: Command = {
  usage: "explain URL",
  summary: "why this article is (not) shown, and what it was joined with; --json for programs",
  async run(terminal) {
    const args = readArguments(terminal.args, ["json"]);
    const [address, ...rest] = args.positionals;
    if (address === undefined || rest.length > 0) {
      throw new UsageError("explain takes one address or id of an article.");
    }
    return explainTo(terminal, args, address);
  },
};

async function explainTo(terminal: Terminal, args: Arguments, address: string): Promise<number> {
  const { config, settings, redact } = await setUp(terminal, args, terminal.stderr);
  const siteUrl = config.url ?? localUrl(settings.port);
  const store = await openDataStore(settings, terminal.processes);
  try {
    const explanation = await explainAddress(store, address, { config, siteUrl, now: Date.now() });
    if (isUnknown(explanation)) {
      terminal.stderr.write(`${redact(address)} is in no feed that was polled.\n`);
      return 1;
    }
    const text =
      args.flags["json"] === true
        ? `${JSON.stringify(redactValues(explanation, redact), null, 2)}\n`
        : redact(explanationText(explanation));
    terminal.stdout.write(text);
    return 0;
  } finally {
    await store.close();
  }
}

function isUnknown({ articles, pruned }: Explanation): boolean {
  return articles.length + pruned.length === 0;
}
