import { z } from "zod";

import type { Rule } from "../model/source.ts";
import { readPattern } from "./pattern.ts";
import { textRead, words } from "./schema-values.ts";

const pattern = () => z.exactOptional(textRead(readPattern));

const ruleSchema = z
  .strictObject({
    title: pattern().describe("Pattern for the title."),
    content: pattern().describe("Pattern for the text of the content."),
    author: pattern().describe("Pattern for an author's name."),
    category: pattern().describe("Pattern for a category."),
    url: pattern().describe("Pattern for the address of the article."),
    source: z.exactOptional(words()).describe("Only entries of this source: its address or name."),
  })
  .refine((rule) => Object.keys(rule).length > 0, {
    error: "a rule needs at least one of title, content, author, category, url, source",
    when: ({ issues }) => issues.length === 0,
  })
  .describe("All fields of a rule must match. Patterns are JavaScript regexes, case-insensitive.");

/** A list of rules, of which one must match. */
export function rules(purpose: string) {
  return z
    .array(ruleSchema)
    .prefault([])
    .describe(purpose)
    .transform((list): readonly Rule[] => list);
}
