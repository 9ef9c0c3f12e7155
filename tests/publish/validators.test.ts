import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { renderAtom } from "../../src/publish/render-atom.ts";
import { renderJson } from "../../src/publish/render-json.ts";
import { renderOpml } from "../../src/publish/render-opml.ts";
import { renderRss } from "../../src/publish/render-rss.ts";
import { publishSources } from "../../src/publish/published-source.ts";
import { renderHealth } from "../../src/publish/render-health.ts";
import { sampleConfig, sampleSource, sampleState, sampleView, siteUrl } from "./samples.ts";
import { hostilePosts } from "./hostile-posts.ts";

const folder = mkdtempSync(path.join(tmpdir(), "feedloom-validators-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tools = path.join(import.meta.dirname, "..", "..", "..", "shared", "tools", "validate");

/** The validators live beside the project and need jing and lxml; a clone alone goes without. */
function isPresent(tool: string): boolean {
  const isThere =
    existsSync(path.join(tools, tool)) &&
    spawnSync("jing").error === undefined &&
    spawnSync("/usr/bin/python3", ["-c", "import lxml"]).status === 0;
  if (!isThere)
    process.stdout.write(`${tool} or what it needs is missing; its checks are skipped\n`);
  return isThere;
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function validate(tool: string, files: readonly string[]): { status: number | null; out: string } {
  const run = spawnSync(path.join(tools, tool), [...files], { encoding: "utf8" });
  return { status: run.status, out: run.stdout + run.stderr };
}

const views = {
  empty: sampleView([]),
  hostile: sampleView(hostilePosts),
};

describe.runIf(isPresent("check-rng"))("the validators", () => {
  it("find no error in Atom", () => {
    const files = Object.entries(views).map(([name, view]) =>
      write(`${name}.atom`, renderAtom(view)),
    );
    expect(validate("check-rng", files)).toMatchObject({ status: 0 });
  });

  it("find no error in the feed of the sources' health", () => {
    const config = sampleConfig();
    const failing = sampleState({ failures: 3, failingSince: 0, error: "It says ]]> & <b>." });
    const files = [[], [failing]].map((states, index) => {
      const sources = publishSources(config, states, siteUrl);
      const now = Date.UTC(2026, 1, 1);
      return write(`health-${index}.atom`, renderHealth({ config, sources, siteUrl, now }));
    });
    expect(validate("check-rng", files)).toMatchObject({ status: 0 });
  });

  it("find RSS well-formed", () => {
    const read = "import sys, lxml.etree\nfor f in sys.argv[1:]: lxml.etree.parse(f)";
    const files = Object.entries(views).map(([name, view]) =>
      write(`${name}.rss`, renderRss(view)),
    );
    const run = spawnSync("/usr/bin/python3", ["-c", read, ...files], { encoding: "utf8" });
    expect(run).toMatchObject({ status: 0, stderr: "" });
  });

  it("find no error in JSON Feed", () => {
    const files = Object.entries(views).map(([name, view]) =>
      write(`${name}.json`, renderJson(view)),
    );
    expect(validate("check-jsonfeed", files)).toMatchObject({ status: 0 });
  });

  it("find no error in OPML", () => {
    const subscriptions = [
      {
        source: sampleSource({ tags: ["a & <b>", "c"] }),
        title: 'Blog "A" & co',
        link: "javascript:x",
      },
      { source: sampleSource(), title: "Blog B", link: "https://b.example/?a=1&b=2" },
      { source: sampleSource({ isPrivate: true }), title: "Hidden", link: null },
    ];
    const files = [
      write("some.opml", renderOpml("Planet <1>", subscriptions)),
      write("none.opml", renderOpml("", [])),
    ];
    expect(validate("check-opml", files)).toMatchObject({ status: 0 });
  });
});
