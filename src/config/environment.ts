export type Environment = Readonly<Record<string, string | undefined>>;

export type Filled = {
  readonly text: string;
  /** What came from the environment. */
  readonly values: readonly string[];
  /** One sentence for each `${…}` that could not be filled. */
  readonly faults: readonly string[];
};

const REFERENCE = /\$\{([A-Za-z_][^{}]*)\}/g;
const NAME = /^\w+$/;

/**
 * Fills `${NAME}` from the environment. `${2}` and the like stay: they are no names, and appear in patterns.
 * An empty variable is a fault as much as a missing one: compose files pass on unset variables as empty.
 */
export function fillEnvironment(text: string, env: Environment): Filled {
  const values: string[] = [];
  const faults: string[] = [];
  const filled = text.replaceAll(REFERENCE, (reference, name: string) => {
    const value = NAME.test(name) && Object.hasOwn(env, name) ? (env[name] ?? "") : "";
    if (value === "") faults.push(faultOf(reference, name, env));
    else values.push(value);
    return value;
  });
  return { text: filled, values, faults };
}

function faultOf(reference: string, name: string, env: Environment): string {
  if (!NAME.test(name)) return `${reference} is not the name of an environment variable`;
  const isSet = Object.hasOwn(env, name) && env[name] !== undefined;
  return `the environment variable ${name} is ${isSet ? "empty" : "not set"}`;
}
