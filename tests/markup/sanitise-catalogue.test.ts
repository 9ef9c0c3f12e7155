import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sanitiseHtml } from "../../src/markup/sanitise.ts";

type Vector = { readonly id: string; readonly payload: string };
type Catalogue = { readonly vectors: (canary: string) => readonly Vector[] };
type Judge = { readonly unsafe: (html: string) => string | null };

const catalogue = new URL("../../../shared/origin/xss.mjs", import.meta.url);
const judge = new URL("../../../shared/corpus/run.mjs", import.meta.url);
const isThere = existsSync(fileURLToPath(catalogue)) && existsSync(fileURLToPath(judge));
if (!isThere) process.stdout.write("no ../shared beside the project: XSS catalogue not tried\n");

const base = "https://blog.example/";

/** What loads or covers the page by itself, without a click. */
const activeElement = /<(?:iframe|object|embed|link|style|form|input|base|svg|math)\b/;

test.skipIf(!isThere)("every vector of the catalogue comes out harmless", async () => {
  const { vectors } = await load(catalogue, isCatalogue);
  const { unsafe } = await load(judge, isJudge);
  const harmful = vectors("https://canary.example").filter(({ payload }) => {
    const once = sanitiseHtml(payload, base);
    // Twice: a reader that sanitises again must not bring anything to life.
    return unsafe(once) ?? unsafe(sanitiseHtml(once, base)) ?? activeElement.exec(once);
  });
  expect(harmful).toEqual([]);
});

async function load<T>(address: URL, isIt: (loaded: unknown) => loaded is T): Promise<T> {
  const loaded: unknown = await import(address.href);
  if (!isIt(loaded)) throw new TypeError(`${address.href} is not what this test was written for`);
  return loaded;
}

function isCatalogue(loaded: unknown): loaded is Catalogue {
  return typeof loaded === "object" && loaded !== null && "vectors" in loaded;
}

function isJudge(loaded: unknown): loaded is Judge {
  return typeof loaded === "object" && loaded !== null && "unsafe" in loaded;
}
