import type { Database } from "./schema.ts";

/**
 * A source goes back to its own rhythm, unless a hub is left that is trusted: while one was, polls were rare. Never sooner
 * than its publisher wants, which its own next time already says.
 */
export async function resumeRhythm(db: Database, sourceId: string): Promise<void> {
  await db
    .updateTable("source_time")
    .set((eb) => ({ nextPollAt: eb.ref("ownPollAt"), ownPollAt: null }))
    .where("source", "in", (eb) => eb.selectFrom("source").select("num").where("id", "=", sourceId))
    .whereRef("ownPollAt", "<", "nextPollAt")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("subscription as other")
            .select("other.token")
            .whereRef("other.source", "=", "source_time.source")
            .where("other.state", "=", "active")
            .where("other.isTrusted", "=", 1),
        ),
      ),
    )
    .execute();
}
