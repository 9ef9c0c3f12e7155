import { LinearSearch, type AtomTest } from "./linear-search.ts";
import { programOf, type Program } from "./regex-program.ts";
import { regexTree } from "./regex-tree.ts";

/** On texts up to this length the square of the length is a few milliseconds, and the engine's own search the fastest. */
const shortText = 2_000;

/** Characters whose kinds are remembered; a text may hold all there are. */
const mostRemembered = 5_000;

/**
 * A pattern whose search takes the square of the text's length at worst, as `\d+%` and `foo.*bar` do: half a second for a
 * text of 20,000 characters that somebody made for it. Long texts are searched another way, with the same answer.
 */
export class LinearPattern extends RegExp {
  readonly #program: Program | null;
  readonly #matches: AtomTest;

  constructor({ source, flags }: RegExp) {
    super(source, flags);
    // What `(?i:…)` changes is not followed.
    const hasModifiers = /\(\?[a-z]*-?[a-z]*:/.test(source.replaceAll("(?:", ""));
    this.#program = hasModifiers ? null : programOf(regexTree({ source, flags }));
    this.#matches = createAtomTest(flags);
  }

  /** -1: not found. Of a long text the place is not told. */
  override [Symbol.search](text: string): number {
    if (text.length <= shortText) return super[Symbol.search](text);
    // What cannot be followed is looked for where it matters most.
    if (this.#program === null) return super[Symbol.search](text.slice(0, 2 * shortText));
    const characters = this.unicode ? Array.from(text) : text.split("");
    return new LinearSearch(characters, this.#matches).finds(this.#program) ? 0 : -1;
  }
}

/** The engine itself says what an atom matches; it is asked once for each character. */
function createAtomTest(flags: string): AtomTest {
  const known = new Map<string, Kinds>();
  return (atom, character) => {
    let kinds = known.get(atom);
    if (kinds === undefined) {
      kinds = { regex: new RegExp(`^(?:${atom})$`, flags), byCharacter: new Map() };
      known.set(atom, kinds);
    }
    const { regex, byCharacter } = kinds;
    const isKnown = byCharacter.get(character);
    if (isKnown !== undefined) return isKnown;
    if (byCharacter.size >= mostRemembered) byCharacter.clear();
    const isMatch = regex.test(character);
    byCharacter.set(character, isMatch);
    return isMatch;
  };
}

type Kinds = { readonly regex: RegExp; readonly byCharacter: Map<string, boolean> };
