/**
 * Which characters an atom matches, as bits over a small alphabet: all of ASCII, what the pattern itself names, and
 * some of each kind beyond. The engine itself says what matches, so that classes, escapes and case need no second
 * reading here.
 */
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const BEYOND = "\u00a0\u2028\u00e9\u00c9\u00df\u03a9\u043f\u4e2d\u3042\u0661\u{1f600}";

export function charactersOf(
  atoms: readonly string[],
  { pattern, flags }: { readonly pattern: string; readonly flags: string },
): readonly bigint[] {
  const named = BEYOND + pattern;
  // Without the flag `u` halves of a pair are characters.
  const beyond = flags.includes("u") ? Array.from(named) : named.split("");
  const alphabet = [...new Set([...ASCII, ...beyond])];
  const known = new Map<string, bigint>();
  return atoms.map((source) => {
    const bits = known.get(source) ?? bitsOf(new RegExp(`^(?:${source})$`, flags), alphabet);
    known.set(source, bits);
    return bits;
  });
}

function bitsOf(regex: RegExp, alphabet: readonly string[]): bigint {
  return alphabet.reduce(
    (bits, character, index) => (regex.test(character) ? bits | (1n << BigInt(index)) : bits),
    0n,
  );
}
