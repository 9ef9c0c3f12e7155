import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** Test data that lies beside the project where it is developed; a clone of the project alone does not have it. */
const folder = path.join(import.meta.dirname, "..", "..", "..", "shared");

/** The path of something in `../shared`, or null where it is not there, which is said once a test file. */
export function sharedPath(...parts: readonly string[]): string | null {
  const wanted = path.join(folder, ...parts);
  // Scripts there run only when they are called by their real path.
  if (existsSync(wanted)) return realpathSync(wanted);
  process.stdout.write(
    `not here: ../shared/${parts.join("/")}; the tests that use it are skipped\n`,
  );
  return null;
}
