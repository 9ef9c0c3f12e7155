import type { Config } from "../model/config.ts";
import type { Rule } from "../model/source.ts";
import { LinearPattern } from "./linear-pattern.ts";

/** A config on its way from one thread to another, where patterns arrive as plain ones of the engine. */
export type PortableConfig = {
  readonly config: Config;
  /** Which of them were patterns of ours, as `nameOf` has them. */
  readonly linear: readonly string[];
};

type Ruled = { readonly keep: readonly Rule[]; readonly drop: readonly Rule[] };

export function toPortable(config: Config): PortableConfig {
  const ruled: readonly Ruled[] = [config, ...config.outputs, ...config.sources];
  const patterns = ruled.flatMap(({ keep, drop }) => [...keep, ...drop].flatMap(patternsOf));
  const ours = patterns.filter((pattern) => pattern instanceof LinearPattern);
  return { config, linear: [...new Set(ours.map(nameOf))] };
}

export function fromPortable({ config, linear }: PortableConfig): Config {
  const names: ReadonlySet<string> = new Set(linear);
  if (names.size === 0) return config;
  return {
    ...withOurs(config, names),
    outputs: config.outputs.map((output) => withOurs(output, names)),
    sources: config.sources.map((source) => withOurs(source, names)),
  };
}

function patternsOf(rule: Rule): readonly RegExp[] {
  return Object.values(rule).filter((value) => value instanceof RegExp);
}

function nameOf({ source, flags }: RegExp): string {
  return `/${source}/${flags}`;
}

function withOurs<T extends Ruled>(ruled: T, names: ReadonlySet<string>): T {
  const made = (rules: readonly Rule[]): readonly Rule[] =>
    rules.map((rule) => ruleOf(rule, names));
  return { ...ruled, keep: made(ruled.keep), drop: made(ruled.drop) };
}

function ruleOf(rule: Rule, names: ReadonlySet<string>): Rule {
  const fields = Object.entries(rule).map(([name, value]) => {
    const isOurs = value instanceof RegExp && names.has(nameOf(value));
    return [name, isOurs ? new LinearPattern(value) : value] as const;
  });
  return Object.fromEntries(fields);
}
