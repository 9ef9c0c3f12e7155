import type { Reporter, TestModule } from "vitest/node";

/** Ends a test run with one line that any tool can read: "N passed, N failed", and how many were skipped. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((t) => t.result().state === state).length;
    const brokenFiles = modules.filter(
      (m) => m.state() === "failed" && m.errors().length > 0,
    ).length;
    const failed = count("failed") + brokenFiles + errors.length;
    const skipped = count("skipped");
    const tail = skipped > 0 ? `, ${skipped} skipped` : "";
    // After the default reporter's summary, which is written on the same tick.
    setImmediate(() =>
      process.stdout.write(`${count("passed")} passed, ${failed} failed${tail}\n`),
    );
  }
}
