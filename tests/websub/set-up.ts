import { FeedSite, rssOf, type Story } from "../support/feed-site.ts";
import { eventually, Workplace, type Service } from "../support/run-feedloom.ts";
import { SmallHub } from "./small-hub.ts";

/** A publisher with a hub, and a service that was just started. */
export async function setUp(
  stack: AsyncDisposableStack,
  { poll = "", inHeader = true, isRefusing = false, isEchoing = false } = {},
) {
  const site = stack.use(await FeedSite.start());
  const hub = stack.use(await SmallHub.start());
  hub.isRefusing = isRefusing;
  hub.isEchoing = isEchoing;
  const publish = (stories: readonly Story[]): string => {
    const links = `<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="${hub.url}"/>`;
    const text = rssOf("Blog", stories);
    const body = inHeader ? text : text.replace("<description/>", `<description/>${links}`);
    site.on("/feed", (request, response) => {
      const etag = `"${stories.length}-${stories[0]?.id ?? ""}"`;
      const link = `<${hub.url}>; rel=hub, <${site.url("/self")}>; rel="self"`;
      const headers = {
        etag,
        "content-type": "application/rss+xml",
        ...(inHeader ? { link } : {}),
      };
      if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, headers).end(body);
    });
    return body;
  };
  publish([{ id: "first" }]);
  const config = (feeds: readonly string[], { webSub = true, url = "" } = {}): string => `
${url === "" ? "" : `url: ${url}`}
schedule: '* * * * * *'
poll:
  webSub: ${webSub}
  allowPrivateAddresses: ['${site.host}', '${hub.host}']
  perHostDelay: 0s
  ${poll}
feeds: ${JSON.stringify(feeds)}
`;
  const workplace = stack.use(await Workplace.create(config([site.url("/feed")])));
  const serve = async (port?: string): Promise<Service> => {
    const service = await workplace.serve({}, port);
    stack.defer(async () => void (await service.stop()));
    return service;
  };
  return { site, hub, publish, config, workplace, serve, service: await serve() };
}

export async function subscribed(hub: SmallHub): Promise<void> {
  await eventually(async () => (hub.verified.length > 0 ? true : null), { what: "verification" });
}

export async function shown(service: Service): Promise<string> {
  return (await fetch(new URL("atom.xml", service.url))).text();
}

export async function shows(service: Service, title: string): Promise<void> {
  await eventually(async () => ((await shown(service)).includes(title) ? true : null), {
    what: title,
  });
}

/** Until the next poll of the source. */
export async function waitMs(service: Service): Promise<number> {
  const answer = await fetch(new URL("status.json", service.url));
  const { sources } = (await answer.json()) as { sources: [{ readonly nextPollAt: string }] };
  return Date.parse(sources[0].nextPollAt) - Date.now();
}
