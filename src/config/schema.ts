import { z } from "zod";

import { readCron } from "./cron-syntax.ts";
import { readDuration } from "./duration.ts";
import { readLanguage, readTimezone } from "./locale.ts";
import { readOutputPath } from "./output-path.ts";
import { feedSchema } from "./schema-feed.ts";
import { rules } from "./schema-rule.ts";
import { count, duration, optionalTextRead, textRead, within, words } from "./schema-values.ts";
import { readSize } from "./size.ts";
import { readHost, readHubAddress, readPublicAddress } from "./web-address.ts";

/** The config as DESIGN section 5 lists it: every key, its default and what an editor shows about it. */

const HOUR_MS = 3_600_000;
const shortTime = within(readDuration, { from: 0, to: HOUR_MS, saying: "at most 1h" });
const timeout = within(readDuration, {
  from: 1,
  to: HOUR_MS,
  saying: "more than 0 and at most 1h",
});
const bodySize = within(readSize, { from: 1024, to: 2 ** 30, saying: "between 1KiB and 1GiB" });

const pollSchema = z.strictObject({
  minInterval: duration().prefault("1h").describe("No source is polled more often."),
  maxInterval: duration()
    .prefault("1d")
    .describe("Not less often, unless the publisher asks for it."),
  concurrency: count(1, 1_000).prefault(64).describe("Requests at once."),
  perHost: count(1, 100).prefault(2).describe("Connections at once to one host."),
  perHostDelay: duration(shortTime).prefault("1s").describe("Between two requests to one host."),
  timeout: duration(timeout).prefault("30s").describe("For a whole request."),
  maxBody: z
    .union([z.int().transform(String), z.string()], { error: "expected a size: 64KiB or 16MiB" })
    .pipe(textRead(bodySize))
    .prefault("16MiB")
    .describe("Largest document, after decompression."),
  userAgent: z
    .string()
    .trim()
    .regex(/^[\x20-\x7e]*$/, { error: "can hold plain ASCII characters only" })
    .prefault("")
    .describe("Default: Feedloom/VERSION (+url)."),
  allowPrivateAddresses: z
    .union([z.boolean(), z.array(textRead(readHost))], {
      error: "expected true, false or a list of hosts (host or host:port)",
    })
    .prefault(false)
    .describe("true, or the hosts (host or host:port) that may have private addresses."),
  webSub: z
    .union([z.literal("auto"), z.boolean()], { error: "expected auto, true or false" })
    .prefault("auto")
    .describe("auto: subscribe when `url` is public."),
});

const postsSchema = z.strictObject({
  limit: count(1, 10_000).prefault(100).describe("Posts in each published feed."),
  perPage: count(1, 1_000).prefault(10).describe("Posts on the page and in /posts.txt."),
  summaryWords: count(1, 10_000).prefault(70).describe("Words in a summary."),
  content: z.enum(["full", "summary"]).prefault("full").describe("What feeds carry of a post."),
  newSourceLimit: count(0, 100_000)
    .prefault(10)
    .describe("Of the entries a source has at its first poll, publish at most so many; 0: all."),
  perSourceLimit: count(0, 100_000)
    .prefault(0)
    .describe("Most posts of one source in a published feed; 0: no limit."),
});

const retentionSchema = z.strictObject({
  days: count(1, 36_500).prefault(365).describe("Since an entry was last listed by its source."),
  minPerSource: count(0, 100_000)
    .prefault(50)
    .describe("The newest of each source that stay anyhow."),
});

const pairs = (purpose: string) =>
  z
    .array(z.tuple([words(), words()], { error: "expected a pair of addresses, as in [a, b]" }))
    .prefault([])
    .describe(purpose);

const dedupSchema = z.strictObject({
  enabled: z.boolean().prefault(true).describe("Show an article of several sources once."),
  never: pairs("Pairs of entry or source addresses that are never joined."),
  always: pairs("Pairs of entry or source addresses that are always joined."),
});

const outputSchema = z.strictObject({
  path: textRead(readOutputPath).describe("Its feeds are at /PATH/atom.xml and so on."),
  title: words().nullable().prefault(null).describe("Default: the path and the main title."),
  tags: z.array(words()).prefault([]).describe("Posts of sources with one of these tags."),
  sources: z.array(words()).prefault([]).describe("Posts of these sources, by address or name."),
  keep: rules("Only posts that match one of these rules."),
  drop: rules("No posts that match one of these rules."),
  limit: count(1, 10_000).nullable().prefault(null).describe("Default: posts.limit."),
  content: z
    .enum(["full", "summary"])
    .nullable()
    .prefault(null)
    .describe("Default: posts.content."),
});

export const configSchema = z.strictObject({
  title: words().prefault("Feedloom").describe("Title of the merged feed."),
  subtitle: z.string().trim().prefault("").describe("Its subtitle."),
  url: optionalTextRead(readPublicAddress)
    .prefault("")
    .describe(
      "Public address, used in self links; may have a path. Default: http://localhost:PORT/.",
    ),
  language: textRead(readLanguage)
    .prefault("en")
    .describe("Language of the feed and of its dates."),
  timezone: textRead(readTimezone).prefault("UTC").describe("For cron and for dates shown."),
  schedule: textRead(readCron)
    .prefault("*/10 * * * *")
    .describe("Cron expression, 5 or 6 fields: when sources that are due are polled. In quotes."),
  poll: pollSchema.prefault({}).describe("How sources are polled."),
  posts: postsSchema.prefault({}).describe("What is published."),
  retention: retentionSchema.prefault({}).describe("What is kept."),
  dedup: dedupSchema.prefault({}).describe("Which entries are the same article."),
  keep: rules("Only entries that match one of these rules are published, whatever their source."),
  drop: rules("Entries that match one of these rules are not published, whatever their source."),
  outputs: z.array(outputSchema).prefault([]).describe("Feeds of their own beside the merged one."),
  hub: optionalTextRead(readHubAddress).prefault("").describe("Address of a WebSub hub to tell."),
  quietAfter: duration()
    .prefault("90d")
    .describe("A source without news for so long counts as quiet."),
  feeds: z.array(feedSchema).describe("The sources: addresses, or maps with `url` and settings."),
});

export type ConfiguredValues = z.output<typeof configSchema>;
