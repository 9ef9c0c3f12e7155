import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const url = "https://a.example/feed";
const others = ["/rss.xml", "/feed.json", "/posts.txt", "/"];
let site: RunningSite;

beforeEach(async () => {
  site = await RunningSite.start(`feeds: [${url}]`);
  await site.poll(url, rss("A", days(10)));
});
afterEach(() => site.stop());

/** What a client gets that sends as little as curl does, on a connection of its own. */
async function ask(...targets: readonly string[]): Promise<string> {
  const socket = connect(site.server.port, "127.0.0.1").setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => (received += text));
  const last = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const requests = targets.map((target) => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
  if (targets.length === 1) {
    socket.write(requests.join(""));
    await once(socket, "data");
    socket.write(last);
  } else socket.write(requests.join("") + last);
  await once(socket, "close");
  return received;
}

/** Until one address has the new post; all were asked for while there was only the old content. */
async function becomeNew(): Promise<void> {
  for (const target of ["/atom.xml", ...others]) await ask(target);
  await pause(1_500);
  site.now += 3_600_000;
  await site.poll(url, rss("A", [{ title: "Just in" }, ...days(10)]));
  while (!(await ask("/atom.xml")).includes("Just in")) await pause(20);
}

it("what one address shows, every other shows to whoever asks next", async () => {
  await becomeNew();
  for (const target of others)
    expect([target, (await ask(target)).includes("Just in")]).toEqual([target, true]);
});

it("of several requests sent at once none is answered with what is older than the one before", async () => {
  await becomeNew();
  const answers = (await ask("/rss.xml", "/rss.xml", "/rss.xml")).split("HTTP/1.1 200 OK");
  const shown = answers.slice(1, 4).map((answer) => answer.includes("Just in"));
  expect(shown).toEqual([true, true, true]);
});
