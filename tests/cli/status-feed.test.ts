import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

it("the status feed tells which sources moved, and keeps what is private", async () => {
  await using site = await FeedSite.start();
  const news = [{ id: "1", date: new Date().toISOString() }];
  for (const name of ["open", "hidden", "secret"]) {
    site.put(`/new/${name}`, rssOf(`The ${name} one`, news));
    site.on(`/old/${name}`, (request, response) =>
      response.writeHead(301, { location: request.url?.replace("old", "new") }).end(),
    );
  }
  await using workplace = await Workplace.create(`
url: https://planet.example/
poll: { allowPrivateAddresses: true, perHostDelay: 0s }
feeds:
  - ${site.url("/old/open")}
  - { url: "${site.url("/old/hidden")}", private: true, name: Hidden }
  - "${site.url("/old/secret?key=${KEY}")}"
`);
  const env = { KEY: "sesame-open" };
  expect((await workplace.run(["poll"], env)).code).toBe(0);
  const folder = path.join(workplace.folder, "public");
  expect((await workplace.run(["build", folder], env)).code).toBe(0);
  const status = await readFile(path.join(folder, "status.xml"), "utf8");
  expect(status.match(/<title type="text">[^<]*: moved</g)).toHaveLength(3);
  expect(status).toContain(`It has moved to ${site.url("/new/open")};`);
  expect(status).toContain(`It has moved to ${site.url("/new/secret")};`);
  expect(status).not.toContain("/hidden");
  for (const name of ["status.xml", "status.json", "atom.xml", "opml.xml", "index.html"]) {
    expect(await readFile(path.join(folder, name), "utf8")).not.toContain("sesame-open");
  }
  expect(await readFile(path.join(folder, "atom.xml"), "utf8")).not.toContain("moved");
});
