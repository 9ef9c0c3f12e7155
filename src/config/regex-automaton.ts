import type { RegexNode } from "./regex-tree.ts";

/**
 * Glushkov's automaton: one state for each character of the pattern, edges to the characters that can come next. An
 * edge counts how many ways the pattern has to take it (2 stands for more), since a backtracking engine tries each.
 */
export type Automaton = {
  /** Source of what each state's character matches. */
  readonly atoms: readonly string[];
  readonly edges: readonly ReadonlyMap<number, number>[];
  /** States the pattern can begin with. */
  readonly first: ReadonlySet<number>;
  /** States after which the pattern may be done. */
  readonly last: ReadonlySet<number>;
};

/** Counts above this are read as "any number": `.{0,200}` runs away as `.*` does, and the automaton stays small. */
const MOST_COPIES = 8;
const MOST_STATES = 400;

type Ways = ReadonlyMap<number, number>;

type Part = {
  readonly first: Ways;
  readonly last: Ways;
  /** In how many ways it matches nothing. */
  readonly empty: number;
};

const NOTHING: Part = { first: new Map(), last: new Map(), empty: 1 };

/** null: too large to be looked at. Looks and edges match nothing here; the caller deals with what is inside a look. */
export function automatonOf(tree: RegexNode): Automaton | null {
  const builder = new Builder();
  const whole = builder.part(tree);
  if (builder.atoms.length > MOST_STATES) return null;
  const { atoms, edges } = builder;
  return { atoms, edges, first: new Set(whole.first.keys()), last: new Set(whole.last.keys()) };
}

class Builder {
  readonly atoms: string[] = [];
  readonly edges: Map<number, number>[] = [];

  part(node: RegexNode): Part {
    if (this.atoms.length > MOST_STATES) return NOTHING;
    if (node.kind === "atom") return this.#atom(node.source);
    if (node.kind === "repeat") return this.#repeat(node);
    if (node.kind === "choice") return node.parts.map((part) => this.part(part)).reduce(either);
    if (node.kind !== "sequence") return NOTHING;
    return node.parts.reduce((before, next) => this.#joined(before, this.part(next)), NOTHING);
  }

  #atom(source: string): Part {
    const state = this.atoms.push(source) - 1;
    this.edges.push(new Map());
    return { first: new Map([[state, 1]]), last: new Map([[state, 1]]), empty: 0 };
  }

  #repeat({ body, min, max }: Extract<RegexNode, { kind: "repeat" }>): Part {
    if (max > MOST_COPIES) return this.#loop(body, { min, max });
    let whole = NOTHING;
    for (let copy = 0; copy < min; copy += 1) whole = this.#joined(whole, this.part(body));
    // x{0,3} is (x(x(x)?)?)?, so that each copy can only follow the one before.
    let rest = NOTHING;
    for (let copy = min; copy < max; copy += 1)
      rest = optional(this.#joined(this.part(body), rest));
    return this.#joined(whole, rest);
  }

  #loop(body: RegexNode, { min, max }: { readonly min: number; readonly max: number }): Part {
    const part = this.part(body);
    // In (x?){20} any of the copies can be the empty ones: a choice for every character, as in (x|x)*.
    const isCounted = max < Infinity || min > 1;
    this.#connect(part.last, part.first, part.empty > 0 && isCounted ? 2 : 1);
    return min === 0 ? { ...part, empty: 1 } : part;
  }

  #joined(before: Part, after: Part): Part {
    this.#connect(before.last, after.first, 1);
    return {
      first: merged(before.first, scaled(after.first, before.empty)),
      last: merged(after.last, scaled(before.last, after.empty)),
      empty: Math.min(2, before.empty * after.empty),
    };
  }

  #connect(from: Ways, to: Ways, ways: number): void {
    for (const [state, out] of from) {
      const edges = this.edges[state];
      for (const [next, into] of to) {
        edges?.set(next, Math.min(2, (edges.get(next) ?? 0) + ways * out * into));
      }
    }
  }
}

function either(a: Part, b: Part): Part {
  return {
    first: merged(a.first, b.first),
    last: merged(a.last, b.last),
    empty: Math.min(2, a.empty + b.empty),
  };
}

function optional(part: Part): Part {
  return { ...part, empty: Math.min(2, part.empty + 1) };
}

function scaled(ways: Ways, by: number): Ways {
  return by === 0
    ? new Map()
    : new Map([...ways].map(([state, n]) => [state, Math.min(2, n * by)]));
}

function merged(a: Ways, b: Ways): Ways {
  const both = new Map(a);
  for (const [state, ways] of b) both.set(state, Math.min(2, (both.get(state) ?? 0) + ways));
  return both;
}
