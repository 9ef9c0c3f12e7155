import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FeedSite } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";

const folder = sharedPath("seeds");

describe.skipIf(folder === null)("the thirteen posts of the seed feeds", () => {
  it("are thirteen articles, and still are when both feeds are polled from two addresses", async () => {
    await using site = await FeedSite.start();
    const paths = ["/one", "/two", "/mirror/one", "/mirror/two"];
    for (const [index, name] of paths.entries()) {
      const file = path.join(folder ?? "", `feed-${(index % 2) + 1}.xml`);
      site.put(name, readFileSync(file, "utf8"));
    }
    const polled = async (count: number): Promise<number> => {
      const feeds = paths.slice(0, count).map((name) => `  - ${site.url(name)}\n`);
      await using workplace = await Workplace.create(
        `poll: { allowPrivateAddresses: true, perHostDelay: 0s }\nfeeds:\n${feeds.join("")}`,
      );
      await workplace.run(["poll", "--all"]);
      const service = await workplace.serve();
      const atom = await (await fetch(`${service.url}atom.xml`)).text();
      await service.stop();
      return atom.match(/<entry/g)?.length ?? 0;
    };
    expect(await polled(2)).toBe(13);
    expect(await polled(4)).toBe(13);
  });
});
