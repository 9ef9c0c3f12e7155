import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./command.ts";

const commonFlags = {
  config: { type: "string" },
  data: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  "database-url": { type: "string" },
  "log-level": { type: "string" },
} as const satisfies ParseArgsOptionsConfig;

export type Arguments = {
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
};

/** Splits arguments into the flags of all commands, those of this one (all without value) and the rest. */
export function readArguments(args: readonly string[], ownFlags: readonly string[]): Arguments {
  const own = Object.fromEntries(ownFlags.map((name) => [name, { type: "boolean" as const }]));
  const options: ParseArgsOptionsConfig = { ...commonFlags, ...own };
  // Not strict: what is wrong is said in our words, not in those of Node.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const wrong = tokens.flatMap((token) =>
    token.kind === "option" ? faultsOf(token, options) : [],
  );
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
  return { flags: lastOfEach(values), positionals };
}

/** As readArguments, for a command that is given flags only. */
export function readFlags(
  command: string,
  args: readonly string[],
  ownFlags: readonly string[],
): Arguments {
  const read = readArguments(args, ownFlags);
  const [surplus] = read.positionals;
  if (surplus === undefined) return read;
  throw new UsageError(`${command} takes no argument such as ${surplus}; see "feedloom help".`);
}

type GivenOption = {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
};

function faultsOf(
  { name, rawName, value, inlineValue }: GivenOption,
  options: ParseArgsOptionsConfig,
): readonly string[] {
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  if (known === undefined) return [`There is no flag ${rawName} here; see "feedloom help".`];
  if (known.type === "boolean") return value === undefined ? [] : [`${rawName} takes no value.`];
  // `--config --data x` forgot the file's name.
  const isMissing = value === undefined || (inlineValue !== true && value.startsWith("-"));
  return isMissing ? [`${rawName} needs a value: ${rawName}=VALUE.`] : [];
}

/** parseArgs' types allow for flags that may be given several times; of ours the last one counts. */
function lastOfEach(values: ReturnType<typeof parseArgs>["values"]): Arguments["flags"] {
  const flags = Object.entries(values).map(
    ([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value] as const,
  );
  return Object.fromEntries(flags);
}
