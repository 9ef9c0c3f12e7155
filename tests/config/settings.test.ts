import { describe, expect, test } from "vitest";

import { readSettings } from "../../src/config/settings.ts";

describe("readSettings", () => {
  test("nothing set gives the defaults of the design", () => {
    expect(readSettings({})).toEqual({
      ok: true,
      settings: {
        port: 8080,
        host: "127.0.0.1",
        configPath: "config/feeds.yaml",
        dataPath: "data",
        databaseUrl: null,
        logLevel: "info",
      },
    });
  });

  test("a flag wins over its variable, an empty variable counts as not set", () => {
    const env = { PORT: "9000", HOST: "0.0.0.0", FEEDLOOM_DATA: "", LOG_LEVEL: "WARN" };
    expect(readSettings(env, { port: "0", config: "other.yaml" })).toMatchObject({
      settings: {
        port: 0,
        host: "0.0.0.0",
        configPath: "other.yaml",
        dataPath: "data",
        logLevel: "warn",
      },
    });
  });

  test("every wrong one is named by where it came from, without a password", () => {
    const env = { PORT: "80a", LOG_LEVEL: "loud", DATABASE_URL: "mysql://joe:hunter2@db/x" };
    const result = readSettings(env, { host: "http://x/" });
    const problems = result.ok ? [] : result.problems;
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "PORT",
      "--host",
      "DATABASE_URL",
      "LOG_LEVEL",
    ]);
    expect(problems.join()).not.toContain("hunter2");
  });

  test.each(["65536", "-1", "8080.5", "1e3"])("port %s is refused", (port) => {
    expect(readSettings({ PORT: port }).ok).toBe(false);
  });
});
