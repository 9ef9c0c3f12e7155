import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { EXAMPLE_URL, loadConfigFile } from "../../src/config/file.ts";
import { jsonSchemaText } from "../../src/config/json-schema.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "feedloom-config-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function problemWith(path: string): Promise<string> {
  const result = await loadConfigFile(path, { env: {} });
  return result.ok ? "" : (result.problems[0]?.message ?? "");
}

describe("loadConfigFile", () => {
  test("the bundled example loads without problems", async () => {
    const text = await readFile(EXAMPLE_URL, "utf8");
    const result = await loadConfigFile(EXAMPLE_URL.pathname, { env: {} });
    expect(result).toMatchObject({ ok: true, text, isNew: false });
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./schema.json");
  });

  test("where there is no file, the example is put there, with the schema it names", async () => {
    const path = join(folder, "new", "feeds.yaml");
    expect(await loadConfigFile(path, { env: {} })).toMatchObject({ ok: true, isNew: true });
    expect(await readFile(path, "utf8")).toBe(await readFile(EXAMPLE_URL, "utf8"));
    expect(await readFile(join(folder, "new", "schema.json"), "utf8")).toBe(jsonSchemaText());
    expect(await loadConfigFile(path, { env: {} })).toMatchObject({ ok: true, isNew: false });
  });

  test("where none can be written, a sentence says how to mount one", async () => {
    const result = await loadConfigFile(join(folder, "no", "such", "feeds.yaml"), { env: {} });
    const [problem] = result.ok ? [] : result.problems;
    expect(problem?.message).toContain("no config file");
    expect(problem?.hint).toContain("mounting");
  });

  test("a folder in the file's place is named as one", async () => {
    await mkdir(join(folder, "is-a-folder.yaml"));
    expect(await problemWith(join(folder, "is-a-folder.yaml"))).toBe(
      "this is a folder, not a file",
    );
  });

  test("bytes that are not UTF-8 are named as such", async () => {
    const path = join(folder, "latin1.yaml");
    await writeFile(path, Buffer.from("title: Gr\u00fc\u00dfe\nfeeds: []\n", "latin1"));
    expect(await problemWith(path)).toBe("this file is not UTF-8 text");
  });

  test("a byte order mark does no harm", async () => {
    const path = join(folder, "bom.yaml");
    await writeFile(path, "\ufefffeeds: []\n");
    expect(await loadConfigFile(path, { env: {} })).toMatchObject({ ok: true });
  });
});

test("config/schema.json is the one made from the schema (npm run schema)", async () => {
  expect(await readFile(new URL("schema.json", EXAMPLE_URL), "utf8")).toBe(jsonSchemaText());
});
