import type { Subscription } from "../model/subscription.ts";

/** Foreign text in our log. */
const maxLength = 200;

/** What a hub says, fit for the log: some send back the whole form, with what proves deliveries and names our address. */
export function hubWords(text: string, { secret, token }: Subscription): string {
  // Both are letters, digits, "-" and "_"; before the cut, which could leave a part of them.
  return text.replace(new RegExp(`${secret}|${token}`, "gi"), "…").slice(0, maxLength);
}
