import { describe, expect, it } from "vitest";
import { Workplace } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";
import { StoryOrigin } from "./story-origin.ts";

const folder = sharedPath("origin");

/** The kinds of address of the origin's five stories. */
const syndicated = (
  "original tracking https www slash amp amp-query fragment case default-port encoded mobile " +
  "feedproxy planet param-order same-guid"
).split(" ");

type Item = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly _feedloom: { readonly copies: readonly { readonly reason: string }[] };
};

/** What the service publishes after some rounds of polls through the command line; `between` runs before each but the first. */
async function publishedAfter(
  origin: StoryOrigin,
  names: readonly string[],
  between: readonly (() => Promise<void>)[],
): Promise<readonly Item[]> {
  const feeds = names.map((name) => `  - ${origin.url(name)}\n`).join("");
  await using workplace = await Workplace.create(
    `posts: { limit: 1000, newSourceLimit: 0 }
poll: { allowPrivateAddresses: ['${origin.host}'], perHostDelay: 0s, perHost: 8 }
feeds:\n${feeds}`,
  );
  expect((await workplace.run(["poll", "--all"])).code).toBe(0);
  for (const step of between) {
    await step();
    expect((await workplace.run(["poll", "--all"])).code).toBe(0);
  }
  const service = await workplace.serve();
  const response = await fetch(`${service.url}feed.json`);
  const { items } = (await response.json()) as { items: readonly Item[] };
  await service.stop();
  return items;
}

describe.skipIf(folder === null)(
  "the origin's stories of identity, polled through the service",
  () => {
    it("show five stories under sixteen kinds of address once each", async () => {
      await using origin = await StoryOrigin.start(folder ?? "");
      const names = syndicated.map((name) => `/dup/${name}`);
      const items = await publishedAfter(origin, names, [async () => {}]);
      expect(items.map(({ title }) => title.slice(0, 8)).toSorted()).toEqual(
        [1, 2, 3, 4, 5].map((number) => `Story ${number}:`),
      );
      for (const item of items) {
        expect(item["_feedloom"].copies).toHaveLength(15);
        for (const { reason } of item["_feedloom"].copies) expect(reason).not.toBe("first");
      }
    });

    it.each([
      ["/changing-guids", 5, 7],
      ["/republished", 5, 7],
      ["/no-guids", 5, 7],
      ["/no-guids-no-links", 5, 7],
      ["/churn", 5, 7],
    ])(
      "show each article of %s once over four polls, and the two that came meanwhile",
      async (name, _, expected) => {
        await using origin = await StoryOrigin.start(folder ?? "");
        const step = (): Promise<void> => origin.step(name);
        const items = await publishedAfter(origin, [name], [step, step, async () => {}]);
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
        expect(items.map(({ title }) => title)).toHaveLength(expected);
      },
    );

    it("shows nothing new of a feed in random order", async () => {
      await using origin = await StoryOrigin.start(folder ?? "");
      const none = async (): Promise<void> => {};
      expect(await publishedAfter(origin, ["/reordered"], [none, none])).toHaveLength(12);
    });

    it("keeps all articles of a feed that lists only its newest three", async () => {
      await using origin = await StoryOrigin.start(folder ?? "");
      const none = async (): Promise<void> => {};
      const items = await publishedAfter(origin, ["/sliding"], [none, none, none]);
      expect(new Set(items.map(({ url }) => url)).size).toBe(12);
      expect(items).toHaveLength(12);
    });
  },
);
