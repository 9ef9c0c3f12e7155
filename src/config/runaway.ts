import { charactersOf } from "./regex-alphabet.ts";
import { ambiguityDegree } from "./regex-ambiguity.ts";
import { automatonOf } from "./regex-automaton.ts";
import type { Automaton } from "./regex-automaton.ts";
import { regexTree } from "./regex-tree.ts";
import type { RegexNode } from "./regex-tree.ts";

/**
 * Whether some text makes this pattern take time that grows faster than the square of the text's length. On the
 * 20,000 characters that rules look at, the cube is minutes, and worse is for ever.
 */
export function canRunAway(regex: RegExp): boolean {
  return searchExponent(regex) > 2;
}

/**
 * The engine's search takes time that grows as this power of the text's length, at worst. Errs on the safe side: of
 * back-references and patterns too large to look through it is Infinity.
 */
export function searchExponent({ source, flags }: RegExp): number {
  const tree = regexTree({ source, flags });
  if (contains(tree, (node) => node.kind === "back-reference")) return Infinity;
  return costExponent(tree, { pattern: source, flags, isSearched: !isAnchored(tree) });
}

type Search = {
  readonly pattern: string;
  readonly flags: string;
  /** Tried at every place of the text, as a pattern without `^` is. */
  readonly isSearched: boolean;
};

/** Time grows as this power of the text's length, at worst. */
function costExponent(tree: RegexNode, search: Search): number {
  const automaton = automatonOf(tree);
  if (automaton === null) return Infinity;
  const cost = automatonExponent(freed(automaton, tree), search);
  // A look is tried afresh wherever the pattern around it gets to, with no way back into it once it has matched.
  const looks = looksIn(tree).map((body) => costExponent(body, { ...search, isSearched: false }));
  return cost + Math.max(0, ...looks);
}

function automatonExponent({ atoms, edges, first }: Automaton, search: Search): number {
  const characters = charactersOf(atoms, search);
  const searching = new Map([...first, atoms.length].map((state) => [state, 1]));
  const graph = search.isSearched
    ? { edges: [...edges, searching], characters: [...characters, ~0n] }
    : { edges, characters };
  const hasLoop = search.isSearched || hasCycle(edges);
  return hasLoop ? ambiguityDegree(graph) + 1 : 0;
}

/**
 * Without the states from which the pattern cannot fail any more, such as those of a closing `.*`: there is nothing to
 * come back for. Edges and looks can fail without reading, so with them every state stays.
 */
function freed(automaton: Automaton, tree: RegexNode): Automaton {
  const canFailUnseen = (node: RegexNode): boolean =>
    node.kind === "look" || (node.kind === "edge" && node.source !== "^");
  if (contains(tree, canFailUnseen)) return automaton;
  const { edges, last, first } = automaton;
  const free = new Set(last);
  for (let before = -1; before !== free.size;) {
    before = free.size;
    for (const state of free) {
      if ([...(edges[state]?.keys() ?? [])].some((next) => !free.has(next))) free.delete(state);
    }
  }
  const kept = edges.map((ways, state) =>
    free.has(state)
      ? new Map<number, number>()
      : new Map([...ways].filter(([to]) => !free.has(to))),
  );
  return {
    ...automaton,
    edges: kept,
    first: new Set([...first].filter((state) => !free.has(state))),
  };
}

function hasCycle(edges: Automaton["edges"]): boolean {
  // In Glushkov's numbering a step back (or to itself) is what closes a loop.
  return edges.some((ways, state) => [...ways.keys()].some((next) => next <= state));
}

function isAnchored(node: RegexNode): boolean {
  if (node.kind === "edge") return node.source === "^";
  if (node.kind === "sequence") return node.parts[0] !== undefined && isAnchored(node.parts[0]);
  if (node.kind === "choice") return node.parts.every(isAnchored);
  return node.kind === "repeat" && node.min > 0 && isAnchored(node.body);
}

function looksIn(node: RegexNode): readonly RegexNode[] {
  return node.kind === "look" ? [node.body] : childrenOf(node).flatMap(looksIn);
}

function contains(node: RegexNode, isSought: (node: RegexNode) => boolean): boolean {
  return isSought(node) || childrenOf(node).some((child) => contains(child, isSought));
}

function childrenOf(node: RegexNode): readonly RegexNode[] {
  if (node.kind === "sequence" || node.kind === "choice") return node.parts;
  return node.kind === "repeat" || node.kind === "look" ? [node.body] : [];
}
