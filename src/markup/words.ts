/** Scripts that are written without spaces between words (Hangul has them, but counts alike). */
const cjkRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const anyCjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** The first CJK script begins here: a cheaper question that most texts answer with no. */
const reachesCjk = /[\u1100-\uffff]/;
const letterOrDigit = /[\p{L}\p{N}]/u;

export type WordCount = {
  /** White-space tokens with a letter or digit, CJK characters not counted. */
  readonly words: number;
  /** Han, Kana and Hangul characters. */
  readonly cjkCharacters: number;
};

/** Counts the words of a text whose white space is folded. */
export function countWords(text: string): WordCount {
  if (!reachesCjk.test(text) || !anyCjk.test(text)) {
    return { words: countTokens(text), cjkCharacters: 0 };
  }
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

/** By character code: this runs over every text that is read, and a regex for every token takes five times as long. */
function countTokens(text: string): number {
  let count = 0;
  for (let start = 0; start < text.length;) {
    let end = text.indexOf(" ", start);
    if (end === -1) end = text.length;
    if (isWord(text, start, end)) count += 1;
    start = end + 1;
  }
  return count;
}

function isWord(text: string, start: number, end: number): boolean {
  let isAscii = true;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isAsciiLetterOrDigit(code)) return true;
    isAscii &&= code < 128;
  }
  return !isAscii && letterOrDigit.test(text.slice(start, end));
}

function isAsciiLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}
