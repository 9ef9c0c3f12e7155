import path from "node:path";
import type { Page } from "playwright-core";

/** The script with the functions that run inside of a page. */
export const probeScript = path.join(import.meta.dirname, "probe.js");

/** What stands in a part of a page that could run, submit or lead astray when someone touches it. */
export function activeParts(page: Page, selector: string): Promise<readonly string[]> {
  return ask(page, "activeParts", [selector]);
}

/** Sets articles into the page, as readers on the web do. */
export async function show(page: Page, articles: readonly string[]): Promise<void> {
  await ask(page, "show", [articles]);
}

/** Values of a feed document that a reader would follow and that are no web address. */
export function oddAddresses(page: Page, xml: string): Promise<readonly string[]> {
  return ask(page, "oddAddresses", [xml]);
}

/** The texts of the named children of all entries, as the browser's XML parser reads them. */
export function elementTexts(
  page: Page,
  xml: string,
  names: readonly string[],
): Promise<readonly string[]> {
  return ask(page, "elementTexts", [xml, names]);
}

function ask(page: Page, name: string, values: readonly unknown[]): Promise<readonly string[]> {
  return page.evaluate(`probe.${name}(...${JSON.stringify(values)})`);
}
