import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { bodyHeaders, validatorHeaders } from "./answer.ts";
import type { Freshness } from "./generation.ts";
import { chooseEncoding, isNotModified, type RequestHeaders } from "./negotiate.ts";
import type { Encoding, Rendered } from "./rendered.ts";

/** An answer as it goes out. */
export type HotAnswer = {
  readonly status: 200 | 304;
  /** A flat list of names and values: Node writes them without looking at each. */
  readonly headers: readonly string[];
  readonly body: Buffer | null;
};

type HotDocument = {
  readonly content: number;
  readonly rendered: Rendered;
  readonly notModified: HotAnswer;
  readonly bodies: Map<Encoding, HotAnswer>;
  /** When it was last answered with from here. */
  answeredAt: number;
  isRefreshing: boolean;
};

export type AnsweredDocument = {
  readonly content: number;
  readonly rendered: Rendered;
  readonly encoding: Encoding;
  /** The headers every answer carries (security). */
  readonly common: OutgoingHttpHeaders;
};

export type HotRules = {
  readonly freshnessOf: (content: number) => Freshness;
  /** Asks the framework for a target, so that it is remembered anew. */
  readonly refresh: (target: string, encoding: Encoding) => Promise<void>;
};

/** The addresses that are asked for all the time are few. */
const maxDocuments = 100;

/** An address answered again within this time is under load. */
const busyMs = 100;

/** Between two tries to refresh an address while its new rendering is not done. */
const refreshPauseMs = 20;

/**
 * Answers ahead of the framework for the addresses asked for a moment ago, while nothing changed: the same headers and
 * bytes the framework sent then, at a fraction of its cost. What is not certain here is left to the framework. Under load
 * a recent answer is given while the new one is made: else each change would send everybody to the framework at once.
 */
export class HotAnswers {
  readonly #documents = new Map<string, HotDocument>();
  #rules: HotRules = { freshnessOf: () => "old", refresh: async () => {} };

  /** From now on remembered answers are given. */
  enable(rules: HotRules): void {
    this.#rules = rules;
  }

  /** Takes note of a document that `target` is answered with. */
  async remember(target: string, document: AnsweredDocument): Promise<void> {
    const { rendered, encoding, common } = document;
    const body = await rendered.bodyIn(encoding);
    const validators = { ...common, ...validatorHeaders(rendered) };
    const length = { "content-length": body.length };
    const headers = flatten({ ...validators, ...bodyHeaders(rendered, encoding), ...length });
    const { bodies } = this.#documentAt(target, document, flatten(validators));
    bodies.set(encoding, { status: 200, headers, body });
  }

  #documentAt(
    target: string,
    { content, rendered }: AnsweredDocument,
    validators: readonly string[],
  ): HotDocument {
    const known = this.#documents.get(target);
    if (known?.content === content && known.rendered === rendered) return known;
    const notModified = { status: 304, headers: validators, body: null } as const;
    const document = {
      content,
      rendered,
      notModified,
      bodies: new Map<Encoding, HotAnswer>(),
      answeredAt: Date.now(),
      isRefreshing: false,
    };
    this.#documents.delete(target);
    this.#documents.set(target, document);
    const oldest = this.#documents.keys().next().value;
    if (this.#documents.size > maxDocuments && oldest !== undefined) this.#documents.delete(oldest);
    return document;
  }

  /** The answer to a GET; null where it is not certain. */
  find(request: { readonly url: string; readonly headers: RequestHeaders }): HotAnswer | null {
    const hot = this.#documents.get(request.url);
    if (hot === undefined || !this.#isGood(request.url, hot)) return null;
    if (isNotModified(request.headers, hot.rendered)) return hot.notModified;
    return hot.bodies.get(chooseEncoding(request.headers, hot.rendered)) ?? null;
  }

  /**
   * What is left to the framework is no sign of load: a request is looked at twice (raw-path.ts), and who comes right
   * behind one that waits for the new bytes waits for them too.
   */
  #isGood(target: string, hot: HotDocument): boolean {
    const freshness = this.#rules.freshnessOf(hot.content);
    const now = Date.now();
    const isBusy = now - hot.answeredAt < busyMs;
    if (freshness === "old" || (freshness === "recent" && !isBusy)) return false;
    hot.answeredAt = now;
    if (freshness === "recent") void this.#refresh(target, hot);
    return true;
  }

  async #refresh(target: string, hot: HotDocument): Promise<void> {
    if (hot.isRefreshing) return;
    hot.isRefreshing = true;
    const all = [...hot.bodies.keys()].map((encoding) => this.#rules.refresh(target, encoding));
    // A failure is the framework's to log; the next request tries again.
    await Promise.allSettled(all);
    await pause(refreshPauseMs);
    hot.isRefreshing = false;
  }

  /** Whether the request was answered. */
  answer({ method, url = "", headers }: IncomingMessage, response: ServerResponse): boolean {
    if (method !== "GET" && method !== "HEAD") return false;
    const found = this.find({ url, headers });
    if (found === null) return false;
    response.writeHead(found.status, [...found.headers]);
    response.end(method === "HEAD" ? undefined : found.body);
    return true;
  }
}

function flatten(headers: OutgoingHttpHeaders): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
}
