import { expect, it } from "vitest";
import { serveCorpus } from "./support/corpus-server.ts";
import { Workplace } from "./support/run-feedloom.ts";
import { sharedPath } from "./support/shared.ts";

const corpus = sharedPath("corpus");

it.skipIf(corpus === null)("reads all captured feeds, and nothing new a second time", async () => {
  const server = await serveCorpus(corpus ?? "", ["real", "real-broken"]);
  const feeds = server.urls.map((url) => `  - ${url}`).join("\n");
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: true, perHostDelay: 0s, perHost: 8 }\nfeeds:\n${feeds}\n`,
  );
  const first = await workplace.run(["poll", "--all"]);
  expect(first.stdout).toMatch(/\n\d+ updated(, \d+ unchanged)?\n$/u);
  const second = await workplace.run(["poll", "--all"]);
  expect(second.stdout).toMatch(new RegExp(`\\n${server.urls.length} unchanged\\n$`, "u"));
  await server.close();
});
