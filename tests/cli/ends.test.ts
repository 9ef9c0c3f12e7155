import { once } from "node:events";
import { expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { eventually, Workplace, type Finished } from "../support/run-feedloom.ts";

/** Runs a command until it asks for /slow, which never answers; then Ctrl-C. */
async function stoppedAtSlow(
  workplace: Workplace,
  site: FeedSite,
  args: readonly string[],
): Promise<Finished> {
  const child = workplace.spawn(args, { LOG_LEVEL: "warn" });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const before = site.asked("/slow").length;
  await eventually(async () => (site.asked("/slow").length > before ? true : null));
  child.kill("SIGINT");
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...output };
}

it("a command that is stopped says so, and blames nobody", async () => {
  await using site = await FeedSite.start();
  site.on("/slow", () => {});
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: ["${site.host}"], perHost: 1 }
feeds: ["${site.url("/slow")}", "${site.url("/next")}"]
`,
  );
  const poll = await stoppedAtSlow(workplace, site, ["poll"]);
  expect([poll.code, poll.stderr]).toEqual([1, ""]);
  expect(poll.stdout).toMatch(/^skipped .*\/slow +stopped meanwhile$/m);
  expect(poll.stdout).toMatch(/^skipped .*\/next +stopped before its turn$/m);
  for (const args of [["check"], ["inspect", site.url("/slow")]]) {
    const { code, stdout, stderr } = await stoppedAtSlow(workplace, site, args);
    expect([code, stdout, stderr]).toEqual([1, "", "Stopped before it was done.\n"]);
  }
});

it("poll fails where all feeds failed, not where a host rests", async () => {
  await using site = await FeedSite.start();
  const limited = { "retry-after": "86400" };
  site.on("/limited", (_request, response) => response.writeHead(429, limited).end());
  site.put("/other", rssOf("Other", [{ id: "1" }]));
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: ["${site.host}"], perHostDelay: 0s }
feeds: ["${site.url("/limited")}", "${site.url("/other")}"]
`,
  );
  expect((await workplace.run(["poll", site.url("/limited")])).code).toBe(1);
  const rested = await workplace.run(["poll", site.url("/other")]);
  expect([rested.code, rested.stdout]).toEqual([
    0,
    expect.stringMatching(/^skipped .* rests until/m),
  ]);
  expect(site.asked("/other")).toEqual([]);
});
