import type { RegexNode } from "./regex-tree.ts";

/** What a searcher does next; `next` is the number of a step. */
export type Step =
  /** Takes one character that the atom matches. */
  | { readonly kind: "take"; readonly atom: string; readonly next: number }
  /** Goes on in every one of these ways. */
  | { readonly kind: "split"; readonly next: readonly number[] }
  /** Goes on where the place in the text is such an edge. */
  | { readonly kind: "edge"; readonly source: string; readonly next: number }
  /** Goes on where the look holds. */
  | { readonly kind: "look"; readonly look: Look; readonly next: number }
  | { readonly kind: "match" };

/** A pattern as steps that are all followed at once (Thompson 1968): whatever the text, none is taken back. */
export type Program = { readonly steps: readonly Step[]; readonly start: number };

/** A look is followed from its far end, so that one pass tells all places where it holds. */
export type Look = {
  readonly program: Program;
  readonly isBehind: boolean;
  readonly isNegative: boolean;
};

const mostSteps = 2_000;

/** null: too large, or holds what cannot be followed so (back-references). */
export function programOf(tree: RegexNode): Program | null {
  return compileProgram(tree, { isBackward: false });
}

function compileProgram(
  tree: RegexNode,
  { isBackward }: { readonly isBackward: boolean },
): Program | null {
  const compiler = new Compiler(isBackward);
  const match = compiler.add({ kind: "match" });
  const start = compiler.compile(tree, match);
  return compiler.isPossible ? { steps: compiler.steps, start } : null;
}

class Compiler {
  readonly steps: Step[] = [];
  readonly #isBackward: boolean;
  #hasUnknown = false;

  constructor(isBackward: boolean) {
    this.#isBackward = isBackward;
  }

  get isPossible(): boolean {
    return !this.#hasUnknown && this.steps.length <= mostSteps;
  }

  add(step: Step): number {
    return this.steps.push(step) - 1;
  }

  /** Adds the steps of a node that go on at `next`; gives the number of the first. */
  compile(node: RegexNode, next: number): number {
    if (!this.isPossible) return next;
    if (node.kind === "atom") return this.add({ kind: "take", atom: node.source, next });
    if (node.kind === "edge") return this.add({ kind: "edge", source: node.source, next });
    if (node.kind === "look") return this.#look(node, next);
    if (node.kind === "repeat") return this.#repeat(node, next);
    if (node.kind === "choice") {
      const ways = node.parts.map((part) => this.compile(part, next));
      return this.add({ kind: "split", next: ways });
    }
    if (node.kind === "back-reference") this.#hasUnknown = true;
    const parts = node.kind === "sequence" ? node.parts : [];
    const lastFirst = this.#isBackward ? parts : parts.toReversed();
    return lastFirst.reduce((after, part) => this.compile(part, after), next);
  }

  #repeat({ body, min, max }: Extract<RegexNode, { kind: "repeat" }>, next: number): number {
    let first = next;
    if (max === Infinity) {
      const ways: number[] = [next];
      first = this.add({ kind: "split", next: ways });
      ways.push(this.compile(body, first));
    } else {
      for (let copy = min; copy < max && this.isPossible; copy += 1)
        first = this.add({ kind: "split", next: [this.compile(body, first), next] });
    }
    for (let copy = 0; copy < min && this.isPossible; copy += 1) first = this.compile(body, first);
    return first;
  }

  #look(node: Extract<RegexNode, { kind: "look" }>, next: number): number {
    const { isBehind, isNegative } = node;
    const program = compileProgram(node.body, { isBackward: !isBehind });
    if (program === null) this.#hasUnknown = true;
    return program === null
      ? next
      : this.add({ kind: "look", look: { program, isBehind, isNegative }, next });
  }
}
