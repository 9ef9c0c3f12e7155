import { readBody } from "./body.ts";
import { runExchange, type Station } from "./exchange.ts";
import { FetchError } from "../model/errors.ts";
import { startRoute, type Route } from "./route.ts";

/** A form to post, `application/x-www-form-urlencoded` in UTF-8 (WebSub section 5.1). */
export type FormRequest = {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  /** Absent: none. */
  readonly proxy?: string | null;
  readonly beforeHop?: (url: URL) => Promise<void>;
};

export type FormAnswer = {
  readonly status: number;
  /** What the hub says, UTF-8, at most `maxAnswerBytes`. Foreign text: for logs, cut and escaped. */
  readonly text: string;
  readonly host: string;
};

const maxAnswerBytes = 64 * 1024;

/** Posts a form. 307 and 308 carry it on to another address; every other status is the answer. */
export async function postForm(
  station: Station,
  request: FormRequest,
  signal: AbortSignal | undefined,
): Promise<FormAnswer> {
  const headers = {
    "user-agent": station.settings.userAgent,
    "content-type": "application/x-www-form-urlencoded",
  };
  const body = new URLSearchParams(request.form).toString();
  const path = { proxy: request.proxy ?? null, allowInsecureTls: false };
  return runExchange(station, {
    start: () => startRoute(request),
    isFollowed: (status) => status === 307 || status === 308,
    wireRequest: (route) => {
      refuseDowngrade(request, route);
      return { method: "POST", headers, body, path };
    },
    beforeHop: request.beforeHop,
    take: async (wire, { place: { host } }) => {
      const bytes = await readBody(wire, { maxBytes: maxAnswerBytes, host });
      return { status: wire.status, text: new TextDecoder().decode(bytes), host };
    },
    signal,
  });
}

/** A form may hold a secret (WebSub section 5.1): what was meant for https never travels in the clear. */
function refuseDowngrade(request: FormRequest, { place }: Route): void {
  const { url, host } = place;
  if (url.protocol === "https:" || !request.url.toLowerCase().startsWith("https:")) return;
  const message = `${host}: a redirect from https to http, the form was not sent`;
  throw new FetchError("bad-redirect", message, { host });
}
