import { expect, it } from "vitest";
import { createLogger } from "../../src/log.ts";
import { FeedSite } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

async function lineOf(secrets: readonly string[], facts: Record<string, unknown>): Promise<string> {
  let written = "";
  const output = { write: (text: string) => (written += text) };
  const log = createLogger({ level: "info", output, secrets: () => secrets });
  log.info(facts, "told");
  log.info("another");
  await new Promise((resolve) => setImmediate(resolve));
  return written;
}

it.each([
  ["2026", { error: "in 2026", isSlow: true }, "in [redacted]"],
  ["true", { error: "so true", isSlow: true }, "so [redacted]"],
  ["4242", { error: "port 4242", bytes: 4242 }, "port [redacted]"],
  ["nine", { error: "a\\nine of ten" }, "a\\[redacted] of ten"],
  ["nine", { error: "a\nine of ten, nine" }, "a\nine of ten, [redacted]"],
  ['qu"te', { nested: { error: ['a qu"te'] } }, "a [redacted]"],
  ["half \ud800", { error: "a half \ud800" }, "a [redacted]"],
  ["slash/ed", { error: "at slash%2Fed" }, "at [redacted]"],
])("a line without the secret %s is JSON still", async (secret, facts, shown) => {
  const lines = (await lineOf([secret], facts)).trim().split("\n");
  const [line, other] = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(JSON.stringify(line)).toContain(JSON.stringify(shown).slice(1, -1));
  expect(line?.["time"]).toMatch(/^\d{4}-/);
  expect(other?.["msg"]).toBe("another");
  expect(lines).toHaveLength(2);
});

it("a poll that failed tells the feed's address as the config has it, a private one's does not", async () => {
  await using site = await FeedSite.start();
  const [open, hidden] = [`${site.url("/open")}?key=$\{KEY}`, site.url("/hidden")];
  await using workplace = await Workplace.create(`
poll: { allowPrivateAddresses: true }
feeds: ["${open}", { url: "${hidden}", private: true }]
`);
  const { code, stderr } = await workplace.run(["poll"], { KEY: "key-of-mine" });
  const lines = stderr.trim().split("\n");
  const polls = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect([code, polls.length]).toEqual([1, 2]);
  expect(new Set(polls.map(({ url = null }) => url))).toEqual(new Set([open, null]));
  expect(stderr).not.toMatch(/hidden|key-of-mine/);
});
