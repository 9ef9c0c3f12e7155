import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

const open = "poll: { allowPrivateAddresses: true, perHostDelay: 0s }";

function moveTo(site: FeedSite, from: string, to: string): void {
  site.on(from, (_, response) => response.writeHead(301, { location: to }).end());
}

describe("check --apply", () => {
  it("writes where a feed has moved into the config and leaves all else as it is", async () => {
    await using site = await FeedSite.start();
    site.put("/new", rssOf("Moved", [{ id: "one" }]));
    moveTo(site, "/old", "/new");
    const user = site.url("/old").replace("http://", "http://ada:pass@");
    const before = `${open}\nfeeds:\n  - ${user} # my own\n`;
    await using workplace = await Workplace.create(before);
    const tried = await workplace.run(["check"]);
    expect(tried.stdout).toContain(`moved to ${site.url("/new")}`);
    const file = path.join(workplace.folder, "feeds.yaml");
    expect(await readFile(file, "utf8")).toBe(before);
    const applied = await workplace.run(["check", "--apply"]);
    expect(applied.stdout).toContain("written into the config");
    expect(applied.stdout).not.toContain("ada:pass");
    expect(await readFile(file, "utf8")).toBe(before.replace("/old", "/new"));
  });

  it("adopts no page that is no feed, and lists no feed twice", async () => {
    await using site = await FeedSite.start();
    site.put("/login", "<!doctype html><form>room number</form>", "text/html");
    site.put("/there", rssOf("There", [{ id: "one" }]));
    moveTo(site, "/portal", "/login");
    moveTo(site, "/twin", "/there");
    const feeds = ["/portal", "/twin", "/there"].map((one) => `  - ${site.url(one)}\n`);
    const before = `${open}\nfeeds:\n${feeds.join("")}`;
    await using workplace = await Workplace.create(before);
    const { stdout } = await workplace.run(["check", "--apply"]);
    expect(stdout).toContain("which the config lists already: remove one of the two");
    expect(await readFile(path.join(workplace.folder, "feeds.yaml"), "utf8")).toBe(before);
  });
});
