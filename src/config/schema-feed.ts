import { z } from "zod";

import { readCron } from "./cron-syntax.ts";
import { isHeaderName, isHeaderValue } from "./header.ts";
import { readAs } from "./problem.ts";
import { rules } from "./schema-rule.ts";
import { count, duration, optionalTextRead, textRead, words } from "./schema-values.ts";
import { readWebAddress } from "./web-address.ts";

const headers = z
  .record(
    z.string().refine(isHeaderName, {
      error: "is not a request header that can be set here",
    }),
    z
      .string()
      .refine(isHeaderValue, { error: "a header cannot hold line ends or control characters" }),
  )
  .prefault({})
  .describe("Request headers for this feed alone; secrets as ${NAME} from the environment.");

export const feedSchema = z.strictObject({
  url: textRead(readWebAddress).describe(
    "Address of the feed; may hold ${NAME} from the environment.",
  ),
  name: optionalTextRead(readAs).prefault("").describe("Shown instead of the feed's own title."),
  tags: z.array(words()).prefault([]).describe("Each tag has its own page and feeds."),
  schedule: textRead(readCron)
    .nullable()
    .prefault(null)
    .describe("Cron expression: own times instead of the adaptive rhythm. In quotes."),
  minInterval: duration()
    .nullable()
    .prefault(null)
    .describe("Not polled more often; default: poll.minInterval."),
  fullText: z.boolean().prefault(false).describe("Fetch the article page for content and image."),
  futureDates: z
    .enum(["clamp", "keep", "skip"])
    .prefault("clamp")
    .describe("What becomes of entries dated in the future."),
  limit: count(0, 100_000).prefault(0).describe("Most posts in a published feed; 0: no limit."),
  headers,
  proxy: optionalTextRead(readWebAddress).prefault("").describe("HTTP proxy for this feed."),
  allowInsecureTls: z
    .boolean()
    .prefault(false)
    .describe("Accept certificates that do not check out."),
  private: z.boolean().prefault(false).describe("Never publish its address (OPML, status)."),
  keep: rules("Only entries that match one of these rules are published."),
  drop: rules("Entries that match one of these rules are not published."),
  enabled: z.boolean().prefault(true).describe("false: kept in the list, not polled."),
});

export type ConfiguredFeed = z.output<typeof feedSchema>;
