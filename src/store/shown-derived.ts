import type { ExpressionBuilder } from "kysely";
import type { Schema } from "./schema.ts";

type Shown = {
  readonly s: Schema["source"];
  readonly c: Pick<Schema["entry_content"], "derived" | "pageDerived">;
};

/** What an entry is shown with: its page's text where its source shows pages and the page gave one, else the feed's. */
export function shownDerived(eb: ExpressionBuilder<Shown, "s" | "c">) {
  return eb
    .case()
    .when("s.showsPages", "=", 1)
    .then(eb.fn.coalesce("c.pageDerived", "c.derived"))
    .else(eb.ref("c.derived"))
    .end();
}
