import { expect, it } from "vitest";
import { Workplace } from "../support/run-feedloom.ts";

it("check and the log tell of an output whose tag no feed has, and go on", async () => {
  await using workplace = await Workplace.create(
    "outputs:\n  - { path: security, tags: [securty] }\nfeeds: []\n",
  );
  const sentence = 'feeds.yaml:2: outputs[0].tags[0]: no feed has the tag "securty"';
  const checked = await workplace.run(["check"]);
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining(sentence)]);
  const service = await workplace.serve();
  expect(service.log()).toContain("the config names what it does not list");
  expect(service.log()).toContain(JSON.stringify(sentence).slice(1, -1));
  expect(await service.stop()).toBe(0);
});
