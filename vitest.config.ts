import { defineConfig } from "vitest/config";
import { TallyReporter } from "./tests/support/tally-reporter.ts";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", new TallyReporter()],
  },
});
