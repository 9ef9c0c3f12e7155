import { LinearPattern } from "./linear-pattern.ts";
import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";
import { searchExponent } from "./runaway.ts";

const LONGEST = 1_000;
const RUNAWAY_HINT =
  "no repeat within a repeat as in (a+)+, no .* in front or twice, no \\1; several rules or fields do the same";

/**
 * A rule's pattern: a JavaScript regex, case-insensitive. Read as Unicode where it can be (`.` is then a whole
 * character and `\p{…}` works), else in the older, laxer syntax that most people know.
 */
export function readPattern(text: string): Reading<RegExp> {
  if (text === "")
    return refused("an empty pattern matches everything", "write '.' if that is meant");
  if (text.length > LONGEST)
    return refused(`is longer than ${LONGEST} characters`, "split it into several rules");
  const compiled = compile(text, "iu") ?? compile(text, "i");
  if (compiled === null) return refused(`is not a regex: ${faultIn(text)}`);
  const exponent = searchExponent(compiled);
  if (exponent > 2)
    return refused(
      "is a pattern that can run away: some texts would take it minutes",
      RUNAWAY_HINT,
    );
  return readAs(exponent > 1 ? new LinearPattern(compiled) : compiled);
}

function compile(text: string, flags: string): RegExp | null {
  try {
    return new RegExp(text, flags);
  } catch {
    return null;
  }
}

/** V8 repeats the pattern, which may hold a value from the environment; only what follows it is shown. */
function faultIn(text: string): string {
  try {
    return String(new RegExp(text, "i"));
  } catch (error) {
    return (error instanceof Error ? (/[^:]*$/.exec(error.message)?.[0] ?? "") : "")
      .trim()
      .toLowerCase();
  }
}
