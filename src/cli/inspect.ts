import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { z } from "zod";
import { neutralForm, type NeutralForm } from "../entries/neutral-form.ts";
import { ParseError } from "../model/errors.ts";
import { parseFeed } from "../parse/parse-feed.ts";
import { readArguments, type Arguments } from "./arguments.ts";
import { CommandError, UsageError, type Command, type Terminal } from "./command.ts";
import { fetchDocument } from "./fetch-document.ts";
import { errorCode } from "../model/error-code.ts";

export const inspect: Command = {
  usage: "inspect URL|FILE",
  summary: "what Feedloom reads in one document, as JSON; --lines: asked on stdin, line by line",
  async run(terminal) {
    const args = readArguments(terminal.args, ["lines"]);
    if (args.flags["lines"] === true) return answerLines(terminal);
    const [place, ...rest] = args.positionals;
    if (place === undefined || rest.length > 0) {
      throw new UsageError("inspect takes one address or file.");
    }
    const form = await inspectPlace(terminal, args, place);
    terminal.stdout.write(`${JSON.stringify(form, null, 2)}\n`);
    return "error" in form ? 1 : 0;
  },
};

type Answer = NeutralForm | { readonly error: string };

async function inspectPlace(terminal: Terminal, args: Arguments, place: string): Promise<Answer> {
  if (!/^https?:\/\//iu.test(place)) {
    return read(await readDocumentFile(place), { contentType: null, url: null });
  }
  const { body, contentType, finalUrl } = await fetchDocument(terminal, args, place);
  return read(body, { contentType, url: finalUrl });
}

async function readDocumentFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new CommandError(unreadable(file, cause), { cause });
  }
}

function unreadable(file: string, error: unknown): string {
  const code = errorCode(error) ?? String(error);
  return code === "ENOENT"
    ? `There is no file ${file}; an address begins with https:// or http://.`
    : `${file} cannot be read (${code}); name a file that this user may read.`;
}

type DocumentContext = { readonly contentType: string | null; readonly url: string | null };

function read(bytes: Uint8Array, context: DocumentContext): Answer {
  try {
    return neutralForm(parseFeed(bytes, context));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { error: error.message };
  }
}

/** One request a line, one answer a line, in order; whatever a document does, the next request is answered. */
async function answerLines({ stdin, stdout, signal }: Terminal): Promise<number> {
  for await (const line of createInterface({ input: stdin, signal })) {
    if (line.trim() === "") continue;
    stdout.write(`${JSON.stringify(await answerLine(line))}\n`);
  }
  return 0;
}

async function answerLine(line: string): Promise<Answer> {
  try {
    const { file, contentType, url } = documentRequest.parse(JSON.parse(line));
    return read(await readFile(file), { contentType, url });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const documentRequest = z.object({
  file: z.string(),
  contentType: z.string().nullable().default(null),
  url: z.string().nullable().default(null),
});
