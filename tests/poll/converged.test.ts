import { expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

it("polls two sources that moved to one address once, and loses no entry", async () => {
  await using site = await FeedSite.start();
  site.put("/shared", rssOf("Shared", [{ id: "one" }, { id: "two" }]));
  for (const old of ["/first", "/second"]) {
    site.on(old, (_, response) => response.writeHead(301, { location: "/shared" }).end());
  }
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: true, perHostDelay: 0s }\nfeeds: ['${site.url("/first")}', '${site.url("/second")}']\n`,
  );
  await workplace.run(["poll", "--all"]);
  expect(site.asked("/shared")).toHaveLength(2);
  const again = await workplace.run(["poll", "--all"]);
  expect(again.stdout).toContain("2 unchanged");
  expect(site.asked("/shared")).toHaveLength(3);
  expect(site.asked("/second")).toHaveLength(1);
});
