/** Scripts that are written without spaces between words (Hangul has them, but counts alike). */
const cjkRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const anyCjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const letterOrDigit = /[\p{L}\p{N}]/u;
const plainLetter = /[A-Za-z0-9]/;

export type WordCount = {
  /** White-space tokens with a letter or digit, CJK characters not counted. */
  readonly words: number;
  /** Han, Kana and Hangul characters. */
  readonly cjkCharacters: number;
};

/** Counts the words of a text whose white space is folded. */
export function countWords(text: string): WordCount {
  if (text === "") return { words: 0, cjkCharacters: 0 };
  if (!anyCjk.test(text)) return { words: countTokens(text), cjkCharacters: 0 };
  let cjkCharacters = 0;
  const rest = text.replace(cjkRun, (run) => {
    cjkCharacters += Array.from(run).length;
    return "";
  });
  return { words: countTokens(rest), cjkCharacters };
}

/** Words as the post summary counts them: two CJK characters are one. */
export function summaryWordsOf(text: string): number {
  const { words, cjkCharacters } = countWords(text);
  return words + cjkCharacters / 2;
}

/** The first words of a text, at most `limit` as the post summary counts them; a run of CJK is cut inside. */
export function firstWords(text: string, limit: number): string {
  let count = 0;
  let end = 0;
  for (const token of text.matchAll(/\S+/g)) {
    const size = summaryWordsOf(token[0]);
    if (count + size > limit) {
      const part = anyCjk.test(token[0]) ? firstCharacters(token[0], (limit - count) * 2) : "";
      return part === "" ? text.slice(0, end) : text.slice(0, token.index) + part;
    }
    count += size;
    end = token.index + token[0].length;
  }
  return text;
}

function firstCharacters(token: string, count: number): string {
  return Array.from(token).slice(0, Math.floor(count)).join("");
}

function countTokens(text: string): number {
  let count = 0;
  for (const token of text.split(" ")) {
    if (plainLetter.test(token) || letterOrDigit.test(token)) count += 1;
  }
  return count;
}
