import { Agent, request } from "undici";
import { measure } from "./measure.ts";

/** The same requests with nothing around them, 64 at once: what the connections alone allow. */
const [port = "", feeds = "0"] = process.argv.slice(2);
const dispatcher = new Agent({ connections: 64 });
const address = (number: number): string => `http://127.0.0.1:${port}/feed/${number}.xml`;

async function inTurn(each: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < Number(feeds)) await each(next++);
  };
  await Promise.all(Array.from({ length: 64 }, worker));
}

const etags: string[] = [];
await inTurn(async (number) => {
  const answer = await request(address(number), { dispatcher });
  etags[number] = String(answer.headers["etag"]);
  await answer.body.dump();
});

await measure(Number(feeds), async () => {
  const statuses = new Map<number, number>();
  await inTurn(async (number) => {
    const headers = { "if-none-match": etags[number] ?? "" };
    const { statusCode, body } = await request(address(number), { dispatcher, headers });
    await body.dump();
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  });
  return [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
});
await dispatcher.close();
