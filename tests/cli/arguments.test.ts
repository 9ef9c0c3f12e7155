import { expect, it } from "vitest";
import { Workplace } from "../support/run-feedloom.ts";

it.each([
  [["check", "extra"], 'check takes no argument such as extra; see "feedloom help".\n'],
  [["export", "extra"], 'export takes no argument such as extra; see "feedloom help".\n'],
  [["serve", "extra"], 'serve takes no argument such as extra; see "feedloom help".\n'],
  [["check", "--aply"], 'There is no flag --aply here; see "feedloom help".\n'],
  [["check", "-x"], 'There is no flag -x here; see "feedloom help".\n'],
  [["check", "--apply=yes"], "--apply takes no value.\n"],
  [["check", "--config", "--apply"], "--config needs a value: --config=VALUE.\n"],
  [["poll", "https://off.example/"], "https://off.example/ is disabled in the config.\n"],
  [
    ["poll", "https://none.example/"],
    "https://none.example/ is not among the feeds of the config.\n",
  ],
])("%j is answered with a sentence and exit code 2", async (args, sentence) => {
  await using workplace = await Workplace.create(
    "feeds: [{ url: https://off.example/, enabled: false }]\n",
  );
  const { code, stderr } = await workplace.run(args);
  expect([code, stderr]).toEqual([2, sentence]);
});

it("of a flag that is given twice the last one counts", async () => {
  await using workplace = await Workplace.create("feeds: []\n");
  const flags = ["--config", "nowhere/feeds.yaml", `--config=${workplace.folder}/feeds.yaml`];
  expect((await workplace.run(["export", ...flags])).code).toBe(0);
});
