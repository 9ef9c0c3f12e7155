import { expect, test } from "vitest";
import { failureOf, serve, serveTls, testFetcher, testSettings } from "./servers.ts";

/** A hub that collects what is posted to it. */
async function serveHub(status: number, location?: string) {
  const bodies: string[] = [];
  const server = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(status, location === undefined ? {} : { Location: location });
      response.end("the topic is unknown");
    });
  });
  return { ...server, bodies };
}

const form = { "hub.mode": "subscribe", "hub.topic": "https://blog.example/f?a=1&b=\u00e9" };

test("a form is posted as UTF-8 and every final status is an answer", async () => {
  for (const status of [202, 400]) {
    const hub = await serveHub(status);
    const answer = await testFetcher().postForm({ url: hub.origin, form });
    expect(answer).toEqual({ status, text: "the topic is unknown", host: hub.host });
    expect(Object.fromEntries(new URLSearchParams(hub.bodies[0]))).toEqual(form);
    expect(hub.requests[0]?.method).toBe("POST");
    expect(hub.requests[0]?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": testSettings.userAgent,
    });
  }
});

test("307 and 308 carry the form on, other redirects do not", async () => {
  const hub = await serveHub(202);
  for (const status of [307, 308]) {
    const moved = await serveHub(status, hub.origin);
    expect((await testFetcher().postForm({ url: moved.origin, form })).status).toBe(202);
  }
  expect(hub.bodies).toHaveLength(2);
  const moved = await serveHub(302, hub.origin);
  expect((await testFetcher().postForm({ url: moved.origin, form })).status).toBe(302);
  expect(hub.bodies).toHaveLength(2);
});

test("a hub on a private address is refused", async () => {
  const hub = await serveHub(202);
  const fetcher = testFetcher({ allowPrivateAddresses: false });
  const error = await failureOf(fetcher.postForm({ url: hub.origin, form }));
  expect(error.reason).toBe("blocked-address");
  expect(hub.requests).toEqual([]);
});

test("a hub whose certificate is bad gets no form", async () => {
  const hub = await serveTls((_, response) => response.end());
  const error = await failureOf(testFetcher().postForm({ url: hub.origin, form }));
  expect(error.reason).toBe("tls");
  expect(hub.requests).toEqual([]);
});
