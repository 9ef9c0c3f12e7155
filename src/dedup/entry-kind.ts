import type { ParsedEntry } from "../model/feed.ts";

/** Comments and answers carry the title and quote the text of what they are about. */
export function isComment(parsed: ParsedEntry, feedUrl: string): boolean {
  return (
    /^(?:re|aw|sv|antw):|^(?:comment (?:on|by)|comments? for|kommentar (?:zu|von)|commentaire sur|comentario en)\b/i.test(
      parsed.title?.value.trim() ?? "",
    ) ||
    /#(?:comment-?|c|idcomment)\d/i.test(parsed.url ?? parsed.id ?? "") ||
    /\/comments(?:\/(?:feed|default)|\.(?:xml|rss|atom))|\/feed\/comments/i.test(feedUrl)
  );
}

/** A page that is a clip: its blurb and headline are often those of the article beside it. */
export function isVideo(parsed: ParsedEntry): boolean {
  return (
    /^https?:\/\/(?:[^/]*\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv)\//i.test(
      parsed.url ?? "",
    ) ||
    /\/(?:videos?|av|watch)\//i.test(parsed.url ?? "") ||
    parsed.enclosures.some((file) => file.type?.startsWith("video/") ?? false)
  );
}
