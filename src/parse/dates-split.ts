import { abbreviatedZone } from "./dates-zones.ts";

/** The words of a date: numbers, names, times and offsets apart, comments and separators gone. */
export function dateWords(text: string): string[] {
  return (
    westernWords(text)
      .replace(/\([^()]*\)/g, " ")
      // `GMT-07:00`, `MST-0700`: the offset says it all.
      .replace(/\b(?:GMT|UTC)(?=[+-]\d)/gi, " ")
      .replace(/\b([A-Z]{3,4})(?=[+-]\d{2}:?\d{2}\b)/g, (name) =>
        abbreviatedZone(name) === null ? name : " ",
      )
      .replace(/([ap])\.\s?m\.?/gi, "$1m")
      // `2004-július-13T9:15-05:00`, `24-Nov-2023`: dashes beside letters only part words.
      .replace(/(\d)-(?=\p{L})|(\p{L})-(?=\d)/gu, "$1$2 ")
      .replace(/(\d)T(?=\d)/g, "$1 ")
      .replace(/(\d:\d{2}(?::\d{2})?)([+-]\d)/g, "$1 $2")
      .replace(/(\d)(am|pm)\b/gi, "$1 $2")
      .split(/[\s,()]+/)
      .filter((word) => word !== "" && word !== "-")
  );
}

/**
 * `2004년 05월 28일 오후 1:31`, `2018年11月8日 下午1:31` in the order and signs of the others. Korean sites never name
 * a zone, and there is only one in which Hangul is written.
 */
function westernWords(text: string): string {
  if (!/[\u3040-\u9fff\uac00-\ud7af]/.test(text)) return text;
  const western = text
    .replace(/(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]/, "$1-$2-$3 ")
    .replace(/(?:오후|午後|下午)\s*([\d:]+)/, "$1 pm")
    .replace(/(?:오전|午前|上午)\s*([\d:]+)/, "$1 am");
  const isKorean = /[\uac00-\ud7af]/.test(text) && /\d:\d/.test(text);
  return isKorean && !/[+-]\d{2}:?\d{2}\s*$|[A-Z]{3}\s*$/.test(text) ? `${western} +0900` : western;
}
