/** A regex as a tree, as far as runaway.ts needs it. What a single character matches stays in source form. */
export type RegexNode =
  /** One character: a literal, escape, class or dot. */
  | { readonly kind: "atom"; readonly source: string }
  | { readonly kind: "sequence"; readonly parts: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly parts: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
    }
  /** Lookahead or lookbehind. */
  | {
      readonly kind: "look";
      readonly body: RegexNode;
      readonly isBehind: boolean;
      readonly isNegative: boolean;
    }
  /** `^`, `$`, `\b`, `\B`. */
  | { readonly kind: "edge"; readonly source: string }
  | { readonly kind: "back-reference" };

const TOKEN =
  /\(\?(?:<?[=!]|<[^>]*>|[ims-]*:)|\(|\)|\||\^|\$|\\[bB]|\\[1-9]\d*|\\k<[^>]*>|(?:[*+?]|\{\d+(?:,\d*)?\})\??|\\[pPu]\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\c[a-z]|\\0[0-7]{0,2}|\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^]/giuy;

/** Without the flag `u` a character beyond 16 bits is two, and `\p{2}` is `pp`. */
const LAX_TOKEN = new RegExp(
  TOKEN.source.replace(String.raw`|\\[pPu]\{[^}]*\}`, ""),
  TOKEN.flags.replace("u", ""),
);

/** The tree of a pattern that RegExp has accepted. */
export function regexTree({ source, flags }: Pick<RegExp, "source" | "flags">): RegexNode {
  const tokens = source.match(flags.includes("u") ? TOKEN : LAX_TOKEN) ?? [];
  return new TreeReader(tokens).choice();
}

class TreeReader {
  #next = 0;
  readonly #tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  choice(): RegexNode {
    const parts = [this.#sequence()];
    while (this.#take("|")) parts.push(this.#sequence());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "choice", parts };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    for (let token = this.#peek(); token !== null && token !== "|" && token !== ")";) {
      this.#next += 1;
      parts.push(this.#repeated(this.#single(token)));
      token = this.#peek();
    }
    return { kind: "sequence", parts };
  }

  #single(token: string): RegexNode {
    if (token.startsWith("(")) {
      const body = this.choice();
      this.#take(")");
      if (!/^\(\?<?[=!]/.test(token)) return body;
      const [isBehind, isNegative] = [token.startsWith("(?<"), token.endsWith("!")];
      return { kind: "look", body, isBehind, isNegative };
    }
    if (/^(?:\^|\$|\\[bB])$/.test(token)) return { kind: "edge", source: token };
    if (/^\\(?:[1-9]|k<)/.test(token)) return { kind: "back-reference" };
    return { kind: "atom", source: token };
  }

  #repeated(body: RegexNode): RegexNode {
    const token = this.#peek() ?? "";
    const bounds = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??$/.exec(token);
    if (bounds === null) return body;
    this.#next += 1;
    const [, sign, least = "", comma, most = ""] = bounds;
    if (sign !== undefined) {
      return { kind: "repeat", body, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
    }
    const min = Number(least);
    return {
      kind: "repeat",
      body,
      min,
      max: comma === "" ? min : most === "" ? Infinity : Number(most),
    };
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#next += 1;
    return true;
  }

  #peek(): string | null {
    return this.#tokens[this.#next] ?? null;
  }
}
