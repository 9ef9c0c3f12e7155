/**
 * How many ways an automaton has to read one text, by the criteria of Weber and Seidl (1991): a backtracking engine
 * tries them all when the end does not match.
 */
export type Graph = {
  readonly edges: readonly ReadonlyMap<number, number>[];
  readonly characters: readonly bigint[];
};

/** Ways grow as a power of the text's length with this exponent; Infinity: exponentially, or too much to find out. */
export function ambiguityDegree(graph: Graph): number {
  const reach = graph.edges.map((_, state) => reachable(graph, state));
  const isLoop = (state: number): boolean => reach[state]?.has(state) === true;
  const loops = [...graph.edges.keys()].filter(isLoop);
  const areTied = (a: number, b: number): boolean =>
    reach[a]?.has(b) === true && reach[b]?.has(a) === true;
  if (isExponential(graph, loops, areTied)) return Infinity;
  const budget = { steps: 400_000 };
  const links = loops.flatMap((from) =>
    loops
      .filter((to) => reach[from]?.has(to) === true && !areTied(from, to))
      .filter((to) => hasBridge(graph, { from, to, areTied, budget }))
      .map((to) => [from, to] as const),
  );
  return budget.steps <= 0 ? Infinity : longestChain(links, reach);
}

function reachable({ edges }: Graph, start: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of edges[state]?.keys() ?? []) {
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return seen;
}

/** Two ways around one loop on the same text: they part somewhere and meet again. */
function isExponential(
  graph: Graph,
  loops: readonly number[],
  areTied: (a: number, b: number) => boolean,
): boolean {
  const { edges, characters } = graph;
  const size = edges.length;
  const seen = new Set(loops.map((state) => state * size + state));
  const open = [...seen];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [a, b] = [Math.floor(pair / size), pair % size];
    for (const [nextA, ways] of edges[a] ?? []) {
      if (!areTied(a, nextA)) continue;
      if (a === b && ways > 1) return true;
      for (const nextB of edges[b]?.keys() ?? []) {
        if (!areTied(b, nextB) || !areTied(a, nextB)) continue;
        if (((characters[nextA] ?? 0n) & (characters[nextB] ?? 0n)) === 0n) continue;
        if (a !== b && nextA === nextB) return true;
        const next = nextA * size + nextB;
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
  }
  return false;
}

type Bridge = {
  readonly from: number;
  readonly to: number;
  readonly areTied: (a: number, b: number) => boolean;
  readonly budget: { steps: number };
};

/** Whether one text leads around the loop at `from`, around the loop at `to`, and from the one to the other. */
function hasBridge({ edges, characters }: Graph, { from, to, areTied, budget }: Bridge): boolean {
  const size = edges.length;
  const seen = new Set<number>();
  const open: (readonly [number, number, number])[] = [[from, from, to]];
  for (let triple = open.pop(); triple !== undefined; triple = open.pop()) {
    const [a, b, c] = triple;
    for (const nextA of edges[a]?.keys() ?? []) {
      if (!areTied(nextA, from)) continue;
      for (const nextC of edges[c]?.keys() ?? []) {
        const shared = (characters[nextA] ?? 0n) & (characters[nextC] ?? 0n);
        if (!areTied(nextC, to) || shared === 0n) continue;
        for (const nextB of edges[b]?.keys() ?? []) {
          budget.steps -= 1;
          if ((shared & (characters[nextB] ?? 0n)) === 0n) continue;
          if (nextA === from && nextB === to && nextC === to) return true;
          const key = (nextA * size + nextB) * size + nextC;
          if (!seen.has(key) && budget.steps > 0) open.push([nextA, nextB, nextC]);
          seen.add(key);
        }
      }
    }
  }
  return false;
}

/** The most links one after the other: each multiplies the ways by the length of the text once more. */
function longestChain(
  links: readonly (readonly [number, number])[],
  reach: readonly ReadonlySet<number>[],
): number {
  const lengths = links.map(() => 1);
  // A chain has at most as many links as there are loops behind one another, so this settles.
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    links.forEach(([, end], index) => {
      links.forEach(([start], after) => {
        const length = (lengths[index] ?? 0) + 1;
        if (reach[end]?.has(start) === true && length > (lengths[after] ?? 0)) {
          lengths[after] = length;
          isSettled = false;
        }
      });
    });
  }
  return Math.max(0, ...lengths);
}
