import { titleWords } from "./title.ts";

/**
 * What sets two posts with otherwise equal titles apart: numbers, versions, parts, days, months (series, releases, daily
 * posts), and words that say what kind of post it is (a reply, a correction, a gallery is not the article).
 */
export type TitleMarks = {
  readonly numbers: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
};

const roman = /^(?:[ivx]{1,4}|x[ivx]{1,4})$/;
const ordinal =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|one|two|three|four|five|six|seven|eight|nine|ten)$/;
// English, German, French, Spanish, Portuguese, Italian, as the feeds of the captures are written.
const weekday =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì)$/;
const month =
  /^(?:january|february|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)$/;
const kind =
  /^(?:re|reply|replies|response|comment|comments|correction|corrections|erratum|retraction|reactions|pictures|photos|gallery|video|podcast|transcript|quiz|obituary|opinion|editorial|letters?|preview|recap|sequel|followup)$/;

export function titleMarks(comparable: string): TitleMarks {
  const words = titleWords(comparable);
  return {
    numbers: new Set(words.filter(isNumberMark)),
    kinds: new Set(words.filter((word) => kind.test(word))),
  };
}

function isNumberMark(word: string): boolean {
  return (
    /\d/.test(word) ||
    roman.test(word) ||
    ordinal.test(word) ||
    weekday.test(word) ||
    month.test(word)
  );
}
