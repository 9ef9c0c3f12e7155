import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { bodyHeaders, validatorHeaders } from "./answer.ts";
import { chooseEncoding, isNotModified } from "./negotiate.ts";
import type { Encoding, Rendered } from "./rendered.ts";

type Body = {
  readonly bytes: Buffer;
  readonly headers: readonly string[];
};

type HotAnswer = {
  readonly content: number;
  readonly rendered: Rendered;
  /** Headers of a 304. Flat lists of names and values: Node writes them without looking at each. */
  readonly validators: readonly string[];
  readonly bodies: Map<Encoding, Body>;
};

export type AnsweredDocument = {
  readonly content: number;
  readonly rendered: Rendered;
  readonly encoding: Encoding;
  /** The headers every answer carries (security). */
  readonly common: OutgoingHttpHeaders;
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

  /** Takes note of a document that `target` is answered with. */
  async remember(target: string, document: AnsweredDocument): Promise<void> {
    const { rendered, encoding, common } = document;
    const bytes = await rendered.bodyIn(encoding);
    const validators = { ...common, ...validatorHeaders(rendered) };
    const length = { "content-length": bytes.length };
    const headers = flatten({ ...validators, ...bodyHeaders(rendered, encoding), ...length });
    this.#answerFor(target, document, flatten(validators)).bodies.set(encoding, { bytes, headers });
  }

  #answerFor(
    target: string,
    { content, rendered }: AnsweredDocument,
    validators: readonly string[],
  ): HotAnswer {
    const known = this.#answers.get(target);
    if (known?.content === content && known.rendered === rendered) return known;
    const answer = { content, rendered, validators, bodies: new Map<Encoding, Body>() };
    this.#answers.delete(target);
    this.#answers.set(target, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > maxAnswers && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  /** Whether the request was answered. */
  answer({ method, url, headers }: IncomingMessage, response: ServerResponse): boolean {
    if (method !== "GET" && method !== "HEAD") return false;
    const hot = this.#answers.get(url ?? "");
    if (hot === undefined || !this.#isCurrent(hot.content)) return false;
    if (isNotModified(headers, hot.rendered)) {
      response.writeHead(304, [...hot.validators]).end();
      return true;
    }
    const body = hot.bodies.get(chooseEncoding(headers, hot.rendered));
    if (body === undefined) return false;
    response.writeHead(200, [...body.headers]);
    response.end(method === "HEAD" ? undefined : body.bytes);
    return true;
  }
}

function flatten(headers: OutgoingHttpHeaders): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
}
