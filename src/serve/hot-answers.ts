import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { bodyHeaders, validatorHeaders } from "./answer.ts";
import { chooseEncoding, isNotModified } from "./negotiate.ts";
import type { Encoding, Rendered } from "./rendered.ts";

type HotAnswer = {
  readonly content: number;
  readonly rendered: Rendered;
  /** The headers every answer carries (security). */
  readonly common: OutgoingHttpHeaders;
  readonly bodies: Map<Encoding, Buffer>;
};

/** The addresses that are asked for all the time are few. */
const maxAnswers = 100;

/**
 * Answers ahead of the framework for the addresses asked for a moment ago, while nothing changed: the same headers and
 * bytes the framework sent then, at a fraction of its cost. What is not certain here is left to the framework.
 */
export class HotAnswers {
  readonly #answers = new Map<string, HotAnswer>();
  #isCurrent: (content: number) => boolean = () => false;

  /** From now on remembered answers are given while `isCurrent`. */
  enable(isCurrent: (content: number) => boolean): void {
    this.#isCurrent = isCurrent;
  }

  /** Takes note of a document that `target` was answered with, and of the headers all answers carry. */
  async remember(
    target: string,
    answer: Omit<HotAnswer, "bodies">,
    encoding: Encoding,
  ): Promise<void> {
    const known = this.#answers.get(target);
    const isKnown = known?.content === answer.content && known.rendered === answer.rendered;
    const hot = isKnown ? known : { ...answer, bodies: new Map<Encoding, Buffer>() };
    hot.bodies.set(encoding, await answer.rendered.bodyIn(encoding));
    this.#answers.delete(target);
    this.#answers.set(target, hot);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > maxAnswers && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** Whether the request was answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, headers } = request;
    if (method !== "GET" && method !== "HEAD") return false;
    const hot = this.#answers.get(request.url ?? "");
    if (hot === undefined || !this.#isCurrent(hot.content)) return false;
    const validators = { ...hot.common, ...validatorHeaders(hot.rendered) };
    if (isNotModified(headers, hot.rendered)) {
      response.writeHead(304, validators).end();
      return true;
    }
    const encoding = chooseEncoding(headers, hot.rendered);
    const body = hot.bodies.get(encoding);
    if (body === undefined) return false;
    response.writeHead(200, {
      ...validators,
      ...bodyHeaders(hot.rendered, encoding),
      "content-length": body.length,
    });
    response.end(method === "HEAD" ? undefined : body);
    return true;
  }
}
