import type { Look, Program, Step } from "./regex-program.ts";

/** Whether an atom of the pattern (a character, class or escape) matches a character. */
export type AtomTest = (atom: string, character: string) => boolean;

/**
 * Steps followed for one text. A pattern with large counts (`{0,500}`) is followed in hundreds of ways at once; on the
 * text that takes most, it is given up after some 40 ms.
 */
const mostSteps = 1_500_000;

type Sweep = {
  readonly program: Program;
  /** From the end of the text to its beginning. */
  readonly isBackward: boolean;
  /** Told of each place where a match ends; true: that will do. */
  readonly matched: (place: number) => boolean;
};

/** Whether a pattern is found in one text, in time that grows with the text's length and no faster. */
export class LinearSearch {
  readonly #characters: readonly string[];
  readonly #matches: AtomTest;
  readonly #places = new Map<Look, Uint8Array>();
  /** 1 where a character is one of a word. */
  #words: Uint8Array | null = null;
  #left = mostSteps;

  constructor(characters: readonly string[], matches: AtomTest) {
    this.#characters = characters;
    this.#matches = matches;
  }

  finds(program: Program): boolean {
    let isFound = false;
    const matched = (): boolean => (isFound = true);
    this.#sweep({ program, isBackward: false, matched });
    return isFound;
  }

  #sweep({ program, isBackward, matched }: Sweep): void {
    const { length } = this.#characters;
    const seenAt = new Int32Array(program.steps.length).fill(-1);
    let open: number[] = [];
    for (let turn = 0; turn <= length && this.#left > 0; turn += 1) {
      const place = isBackward ? length - turn : turn;
      const character = this.#characters[isBackward ? place - 1 : place] ?? "";
      // A match may begin anywhere.
      open.push(program.start);
      const after: number[] = [];
      for (let number = open.pop(); number !== undefined; number = open.pop()) {
        if (seenAt[number] === turn) continue;
        seenAt[number] = turn;
        this.#left -= 1;
        const step = program.steps[number];
        if (step === undefined) continue;
        if (step.kind === "match" && matched(place)) return;
        if (step.kind === "split") open.push(...step.next);
        else if (step.kind === "take") {
          if (turn < length && this.#matches(step.atom, character)) after.push(step.next);
        } else if (step.kind !== "match" && this.#holds(step, place)) open.push(step.next);
      }
      open = after;
    }
  }

  #holds(step: Extract<Step, { kind: "edge" | "look" }>, place: number): boolean {
    if (step.kind === "look")
      return (this.#placesOf(step.look)[place] === 1) !== step.look.isNegative;
    if (step.source === "^") return place === 0;
    if (step.source === "$") return place === this.#characters.length;
    this.#words ??= Uint8Array.from(this.#characters, (one) => (this.#matches("\\w", one) ? 1 : 0));
    const isWordEdge = (this.#words[place - 1] ?? 0) !== (this.#words[place] ?? 0);
    return isWordEdge === (step.source === "\\b");
  }

  /** 1 at every place of the text where the look's pattern matches. */
  #placesOf(look: Look): Uint8Array {
    const known = this.#places.get(look);
    if (known !== undefined) return known;
    const places = new Uint8Array(this.#characters.length + 1);
    const matched = (place: number): boolean => {
      places[place] = 1;
      return false;
    };
    this.#sweep({ program: look.program, isBackward: !look.isBehind, matched });
    this.#places.set(look, places);
    return places;
  }
}
