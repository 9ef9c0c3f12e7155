import { expect, test } from "vitest";
import { readConfig } from "../../src/config-reader.ts";
import { LinearPattern } from "../../src/config/linear-pattern.ts";
import { loadConfig } from "../../src/config/load.ts";

const text = `
keep: [{ title: 'plain' }]
feeds:
  - { url: "https://a.example/$\{TOKEN}", name: A, tags: [x], drop: [{ title: '\\d+%', source: A }, { url: spam }] }
outputs: [{ path: /b/, keep: [{ content: 'foo.*bar' }] }]
`;
const env = { TOKEN: "secret-token", OTHER: undefined };

test("a config that was read in a thread is the one that is read here, patterns included", async () => {
  const read = await readConfig({ text, env });
  expect(read).toEqual(loadConfig(text, env));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { keep, sources, outputs } = read.config;
  expect(keep[0]?.title).not.toBeInstanceOf(LinearPattern);
  expect(sources[0]?.drop[0]?.title).toBeInstanceOf(LinearPattern);
  expect(sources[0]?.drop[1]?.url).not.toBeInstanceOf(LinearPattern);
  expect(outputs[0]?.keep[0]?.content).toBeInstanceOf(LinearPattern);
  const long = `${"1".repeat(100_000)} %`;
  expect(long.search(sources[0]?.drop[0]?.title ?? /./)).toBe(-1);
  expect(`${long}7%`.search(sources[0]?.drop[0]?.title ?? /x/)).not.toBe(-1);
});

test("so are all mistakes in one", async () => {
  const broken = "feeds: [ftp://x.example/]\nkeep: [{}]\n";
  const read = await readConfig({ text: broken, env });
  expect(read).toEqual(loadConfig(broken, env));
  expect(read.ok).toBe(false);
});
