import { expect, it } from "vitest";
import { read, rss } from "../parse/reading.ts";
import { ClockedPolls } from "../support/clocked-polls.ts";
import { FeedSite, rssOf } from "../support/feed-site.ts";

const stories = Array.from({ length: 20 }, (_, index) => ({ id: `story-${index}` }));
const whole = rssOf("Cut", stories);
const half = whole.slice(0, whole.length / 2);

/** The bodies in turn, the last one for ever, each with an ETag of its own. */
function answerInTurn(site: FeedSite, path: string, bodies: readonly [string, string][]): void {
  let turn = 0;
  site.on(path, (request, response) => {
    const [etag, body] = bodies[Math.min(turn++, bodies.length - 1)] ?? ["", ""];
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag }).end(body);
  });
}

async function listedIn({ store }: ClockedPolls): Promise<number> {
  const rows = await store.db
    .selectFrom("entry")
    .select("id")
    .where("lastListedAt", "is", null)
    .execute();
  return rows.length;
}

it("asks for the rest of a document that was cut off", async () => {
  await using site = await FeedSite.start();
  answerInTurn(site, "/feed", [
    ['"v"', half],
    ['"v"', whole],
  ]);
  await using polls = await ClockedPolls.start([site.url("/feed")]);
  await polls.pollByHand();
  const { validators, bodyHash } = await polls.state(site.url("/feed"));
  expect({ ...validators, bodyHash }).toEqual({ etag: null, lastModified: null, bodyHash: null });
  expect(await polls.pollByHand()).toMatchObject([{ outcome: "updated" }]);
  expect(await listedIn(polls)).toBe(20);
  expect(await polls.pollByHand()).toMatchObject([{ outcome: "unchanged", status: 304 }]);
});

it("keeps the validators of the document before, and takes nothing for unlisted", async () => {
  await using site = await FeedSite.start();
  answerInTurn(site, "/feed", [
    ['"1"', whole],
    ['"2"', half],
    ['"2"', whole],
  ]);
  await using polls = await ClockedPolls.start([site.url("/feed")]);
  await polls.pollByHand();
  await polls.pollByHand();
  expect((await polls.state(site.url("/feed"))).validators.etag).toBe('"1"');
  expect(await listedIn(polls)).toBe(20);
  await polls.pollByHand();
  expect((await polls.state(site.url("/feed"))).validators.etag).toBe('"2"');
});

it("lets go of what a feed lists no more that never comes to its end", async () => {
  await using site = await FeedSite.start();
  const endless = (from: number): string =>
    rssOf("Endless", stories.slice(from, from + 5)).replace("</channel></rss>", "");
  const bodies = [endless(0), endless(5), endless(10)];
  answerInTurn(
    site,
    "/feed",
    bodies.map((body) => ['"same"', body]),
  );
  await using polls = await ClockedPolls.start([site.url("/feed")]);
  for (let poll = 0; poll < 3; poll++) await polls.pollByHand();
  expect(site.asked("/feed").map(({ headers }) => headers["if-none-match"])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await listedIn(polls)).toBe(5);
});

const item = "<item><guid>g</guid></item>";
const rdf = `<rdf:RDF><channel><title>t</title></channel>${item}</rdf:RDF>`;
const atom = "<feed><entry><id>e</id></entry></feed>";

it.each([
  ["RSS", rss(item), true],
  ["without the root's end tag", rss(item).replace("</rss>", ""), true],
  ["cut between the entries", rss(item + item).replace("</channel></rss>", ""), false],
  ["items beside the channel", rdf, true],
  ["the same, cut", rdf.replace("</rdf:RDF>", ""), false],
  ["Atom", atom, true],
  ["Atom, cut", atom.replace("</feed>", "<ent"), false],
  ["a script after", `${atom}<script>`, true],
  ["unclosed junk before", `<br><p>${atom}`, true],
  ["JSON", '{"version":"https://jsonfeed.org/version/1","items":[]}', true],
])("whether a document came to its end: %s", (_what, document, isWhole) => {
  expect(read(document).isWhole).toBe(isWhole);
});
