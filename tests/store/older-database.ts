import { DatabaseSync } from "node:sqlite";

/** The columns that each step of the schema added, from the tenth on. */
const added = {
  "0010": ["entry.datedAt", "source.futureDates"],
  "0011": [
    ...["cacheControl", "expires", "address", "notBeforeAt", "times"].map((c) => `source.${c}`),
    "host.limitedAt",
  ],
  "0012": ["entry_archived.pageDerived", "source.addedAt", "source.brokeError"],
  "0013": ["entry_content.pageTries", "entry_content.pageRetryAt", "source.ownPollAt"],
};

/** They had their place in the row of the source before the fourteenth step. */
const times = [
  "lastPollAt",
  "lastListedAt",
  "nextPollAt",
  "notBeforeAt",
  "ownPollAt",
  "restUntil",
  "leaseOwner",
  "leaseUntil",
];

/** Makes a database what it was before a step of the schema. */
export function takeBack(file: string, step: keyof typeof added): void {
  const database = new DatabaseSync(file);
  for (const name of times) {
    const stored = `select "${name}" from "source_time" where "source" = "num"`;
    database.exec(`alter table "source" add column "${name}"`);
    database.exec(`update "source" set "${name}" = (${stored})`);
  }
  database.exec('drop table "source_time"');
  for (const [later, columns] of Object.entries(added)) {
    if (later < step) continue;
    for (const name of columns) {
      const [table = "", column = ""] = name.split(".");
      database.exec(`alter table "${table}" drop column "${column}"`);
    }
  }
  database.exec(`delete from schema_step where name >= '${step}'`);
  database.close();
}
