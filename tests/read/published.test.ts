import { expect, test } from "vitest";
import { FeedSite } from "../support/feed-site.ts";
import { eventually, Workplace } from "../support/run-feedloom.ts";

const feed = `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour</title><link>https://blog.example/</link><managingEditor>editor@blog.example (The editor)</managingEditor>
<item><title/><guid isPermaLink="false">1</guid><author>ann@blog.example (Ann Lee)</author><description>&lt;p&gt;The ferry is late again today, says the harbour master.&lt;/p&gt;</description></item>
<item><title>AT&amp;amp;amp;T</title><guid isPermaLink="false">2</guid><author>bob@blog.example</author><description>Two.</description></item>
<item><title>Three</title><guid isPermaLink="false">3</guid><dc:creator>cleo@blog.example</dc:creator><atom:author><atom:name>Cleo</atom:name><atom:email>cleo@blog.example</atom:email></atom:author><description>Three.</description></item>
<item><title>Four</title><guid isPermaLink="false">4</guid><author>Dan &lt;dan@blog.example&gt;</author><description>&lt;img src="https://pixel.wp.com/b.gif" width="600"&gt;&lt;img src="https://secure.gravatar.com/avatar/1" width="96"&gt;&lt;img class="emoji" alt="⛴" src="https://s.w.org/e.png"&gt; Four.</description></item>
</channel></rss>`;

const places = ["", "posts.txt", "rss.xml", "atom.xml", "feed.json", "opml.xml", "status.json"];

type JsonFeed = {
  readonly items: readonly {
    readonly title?: string;
    readonly image?: string;
    readonly authors?: readonly { readonly name: string }[];
  }[];
};

test("published are made-up titles and names, but no e-mail addresses", async () => {
  await using publisher = await FeedSite.start();
  publisher.put("/feed", feed);
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: true }\nfeeds: [${publisher.url("/feed")}]\n`,
  );
  const service = await workplace.serve();
  const items = await eventually(async () => {
    const found = (await (await fetch(`${service.url}feed.json`)).json()) as JsonFeed;
    return found.items.length === 4 ? found.items : null;
  });
  expect(items[0]?.title).toMatch(/^The ferry is late again/);
  expect(items.slice(1).map(({ title }) => title)).toEqual(["AT&amp;T", "Three", "Four"]);
  const names = items.map(({ authors }) => authors?.map(({ name }) => name) ?? []);
  // Where a feed gives nothing but an address, its own title stands in.
  expect(names).toEqual([["Ann Lee"], ["Harbour"], ["Cleo"], ["Dan"]]);
  expect(items.map(({ image }) => image)).toEqual([undefined, undefined, undefined, undefined]);
  for (const place of places) {
    const text = await (await fetch(service.url + place)).text();
    expect([place, /[a-z]+(?:@|&#64;)blog\.example/.exec(text)]).toEqual([place, null]);
  }
  await service.stop();
});
