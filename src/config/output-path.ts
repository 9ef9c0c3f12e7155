import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

/** First parts of addresses that the service itself answers (DESIGN section 7) or may answer. */
const OWN: ReadonlySet<string> = new Set(
  (
    "atom.xml rss.xml feed.json posts.txt opml.xml index.html status status.json status.xml " +
    "healthz readyz metrics tags sources archive assets hub websub favicon.ico robots.txt " +
    // Beside the site that the command build makes.
    "readme.txt"
  ).split(" "),
);

/** Further pages as files: `page-2.html`. */
const PAGE = /^(?:page|posts|atom)-\d+\.(?:html|txt|xml)$/;

/** The path of a named output, without slashes around it: `security` or `team/security`. */
export function readOutputPath(text: string): Reading<string> {
  const path = text.trim().replace(/^\//, "").replace(/\/$/, "");
  if (!/^[a-z0-9][\w.~-]*(?:\/[a-z0-9][\w.~-]*)*$/i.test(path)) {
    return refused("expected a path of letters, digits and -", "as in security or team/security");
  }
  const parts = path.toLowerCase().split("/");
  return parts.some((part) => OWN.has(part) || PAGE.test(part))
    ? refused("this path belongs to a built-in address", "choose another, such as my-feeds")
    : readAs(path);
}
