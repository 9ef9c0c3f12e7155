import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A source tree as text: path below `src/` (with slashes) → source. */
export type Tree = ReadonlyMap<string, string>;

export function readTree(folder: string): Tree {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".ts")).map((name) => name.split(path.sep));
  return new Map(files.map((f) => [f.join("/"), readFileSync(path.join(folder, ...f), "utf8")]));
}

/** What may import what: the first part of the path, or the file itself for files right below `src/`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["cli", "log.ts", "version.ts"],
  "static-site.ts": ["serve", "model"],
  cli: [
    "site.ts",
    "static-site.ts",
    "explain",
    "rejoin.ts",
    "read-pool.ts",
    "app.ts",
    "pipeline.ts",
    "due-sources.ts",
    "poll.ts",
    "log.ts",
    "redact.ts",
    "version.ts",
    "config-reader.ts",
    "config",
    "fetch",
    "store",
    "entries",
    "parse",
    "publish",
    "schedule",
    "model",
  ],
  "polling.ts": ["pipeline.ts", "log.ts", "schedule", "store", "websub", "model"],
  "config-reader.ts": ["config-worker.ts", "config"],
  "config-worker.ts": ["thread-priority.ts", "config"],
  "page-read.ts": ["entries", "fulltext", "parse", "model"],
  "page-worker.ts": ["page-read.ts"],
  "page-pool.ts": ["page-worker.ts", "thread-transfer.ts", "schedule"],
  "page-fetch.ts": [
    "page-read.ts",
    "poll-tools.ts",
    "fetch",
    "fulltext",
    "schedule",
    "store",
    "model",
  ],
  "poll-pages.ts": ["page-fetch.ts", "page-read.ts", "dedup", "store"],
  "push.ts": [
    "poll-pages.ts",
    "poll-tools.ts",
    "push-delivery.ts",
    "push-hubs.ts",
    "push-post.ts",
    "schedule",
    "store",
    "websub",
    "model",
  ],
  "push-delivery.ts": ["poll-tools.ts", "read-version.ts", "store", "model"],
  "push-polls.ts": ["poll-tools.ts", "fetch", "schedule", "store", "model"],
  "push-hubs.ts": ["fetch", "websub", "model"],
  "push-post.ts": ["fetch", "schedule", "model"],
  "announcing.ts": ["pipeline.ts", "log.ts", "fetch", "websub", "model"],
  "app.ts": [
    "announcing.ts",
    "join.ts",
    "upkeep.ts",
    "polling.ts",
    "retention.ts",
    "pipeline.ts",
    "due-sources.ts",
    "poll.ts",
    "site.ts",
    "shaping.ts",
    "log.ts",
    "version.ts",
    "schedule",
    "serve",
    "config",
    "store",
    "publish",
    "model",
  ],
  "shaping.ts": ["version.ts", "model"],
  "join.ts": ["dedup", "store", "model"],
  "rejoin.ts": ["join.ts", "dedup", "store", "model"],
  "rederive.ts": ["read-version.ts", "rederive-worker.ts", "store"],
  "rederive-worker.ts": ["page-read.ts", "read.ts", "store", "model"],
  explain: ["join.ts", "dedup", "publish", "store", "model"],
  "upkeep.ts": ["rederive.ts", "rejoin.ts", "log.ts", "store", "model"],
  "site.ts": ["serve", "store", "publish", "model"],
  "due-sources.ts": ["unsaved-polls.ts", "schedule", "store", "model"],
  "unsaved-polls.ts": [],
  "pipeline.ts": [
    "page-pool.ts",
    "poll-pages.ts",
    "push.ts",
    "due-sources.ts",
    "unsaved-polls.ts",
    "poll-tools.ts",
    "poll.ts",
    "read-pool.ts",
    "log.ts",
    "version.ts",
    "join.ts",
    "schedule",
    "fetch",
    "store",
    "model",
  ],
  "poll-tools.ts": [
    "log.ts",
    "page-pool.ts",
    "read-pool.ts",
    "schedule",
    "fetch",
    "store",
    "model",
  ],
  "poll-facts.ts": ["poll-tools.ts", "push-polls.ts", "fetch", "schedule", "store", "model"],
  "poll-timing.ts": ["poll-tools.ts", "schedule", "store", "model"],
  "retention.ts": ["log.ts", "store", "model"],
  "poll.ts": [
    "push-polls.ts",
    "poll-tools.ts",
    "poll-facts.ts",
    "poll-timing.ts",
    "entries",
    "log.ts",
    "read-pool.ts",
    "read-version.ts",
    "schedule",
    "fetch",
    "store",
    "dedup",
    "model",
  ],
  "read-pool.ts": ["read-worker.ts", "read.ts", "thread-transfer.ts", "model"],
  "read-worker.ts": ["read.ts", "thread-priority.ts", "model"],
  "read-version.ts": ["dedup", "entries"],
  "read.ts": ["parse", "entries", "dedup", "model"],
  "thread-transfer.ts": [],
  "thread-priority.ts": [],
  "log.ts": ["redact.ts"],
  "redact.ts": ["model"],
  "node-http.ts": [],
  "version.ts": [],
  config: ["model"],
  schedule: ["model"],
  fetch: ["node-http.ts", "model"],
  websub: ["model"],
  fulltext: ["markup", "model"],
  markup: ["model"],
  parse: ["markup", "model"],
  entries: ["markup", "model"],
  dedup: ["markup", "model"],
  store: ["model"],
  // Publishing derives titles, summaries and names with the pure functions of `entries`.
  publish: ["entries", "markup", "model"],
  serve: ["node-http.ts", "publish", "model"],
  model: [],
};

const pureStations = new Set([
  "model",
  "markup",
  "parse",
  "entries",
  "fulltext",
  "dedup",
  "publish",
]);

/** Node modules that do no I/O and read no clock. */
const pureBuiltins = new Set(["node:crypto", "node:buffer", "node:string_decoder"]);

const impure =
  /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\bfetch\(|\bconsole\./u;

/** Packages that stand for one task: what may import them, at most `files` files. */
const packageHomes: Readonly<Record<string, { readonly folder: string; readonly files: number }>> =
  {
    "rss-parser": { folder: "parse", files: 1 },
    feed: { folder: "publish", files: 1 },
    "node-cron": { folder: "schedule", files: 1 },
    undici: { folder: "fetch", files: 1 },
    htmlparser2: { folder: "markup", files: 9 },
    "sanitize-html": { folder: "markup", files: 1 },
    fastify: { folder: "serve", files: 9 },
    "@mozilla/readability": { folder: "fulltext", files: 1 },
    linkedom: { folder: "fulltext", files: 1 },
    kysely: { folder: "store", files: 30 },
  };

/** Every breach of the structure, one sentence each. */
export function breachesOf(tree: Tree): readonly string[] {
  const edges = new Map([...tree].map(([file, text]) => [file, importsOf(file, text)]));
  return [
    ...directionBreaches(edges),
    ...purityBreaches(tree, edges),
    ...packageBreaches(valueEdges(tree)),
    ...processBreaches(tree),
    ...cycles(edges),
  ];
}

type Edges = ReadonlyMap<string, readonly string[]>;

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']|new URL\(\s*["']([^"']+\.ts)["'],\s*import\.meta\.url/gu;

/** Relative imports as paths below `src/`, packages and builtins as they are named. */
function importsOf(file: string, text: string): readonly string[] {
  return [...text.matchAll(importPattern)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    const isRelative = name.startsWith(".") || match[3] !== undefined;
    return isRelative ? path.posix.join(path.posix.dirname(file), name) : name;
  });
}

/** Imports that run code; a type of a package may be named elsewhere. */
function valueEdges(tree: Tree): Edges {
  const withoutTypes = (text: string): string => text.replace(/import type\b[^;]*;/gu, "");
  return new Map([...tree].map(([file, text]) => [file, importsOf(file, withoutTypes(text))]));
}

function placeOf(file: string): string {
  return file.split("/")[0] ?? file;
}

function directionBreaches(edges: Edges): readonly string[] {
  return forEachImport(edges, (file, imported) => {
    if (!imported.endsWith(".ts")) return null;
    const from = placeOf(file);
    const to = placeOf(imported);
    if (allowed[from] === undefined) return `${file}: ${from} has no place in the direction rule`;
    if (from === to || allowed[from].includes(to)) return null;
    return `${file} imports ${imported}: ${from} may not import ${to}`;
  });
}

function purityBreaches(tree: Tree, edges: Edges): readonly string[] {
  const pure = new Map([...edges].filter(([file]) => pureStations.has(placeOf(file))));
  const imports = forEachImport(pure, (file, imported) =>
    (imported.startsWith("node:") && !pureBuiltins.has(imported)) || imported.startsWith("pino")
      ? `${file} imports ${imported}: ${placeOf(file)} is pure`
      : null,
  );
  const uses = [...pure.keys()].filter((file) =>
    impure.test(withoutComments(tree.get(file) ?? "")),
  );
  return [...imports, ...uses.map((file) => `${file} reads a clock, chance or the network`)];
}

function packageBreaches(edges: Edges): readonly string[] {
  return Object.entries(packageHomes).flatMap(([name, home]) => {
    const users = [...edges].filter(([, imports]) => imports.some((i) => isOf(name, i)));
    const strangers = users.filter(([file]) => placeOf(file) !== home.folder);
    const outside = strangers.map(([file]) => `${file} imports ${name}: only ${home.folder} may`);
    const tooMany = `${name} is imported by ${users.length} files, at most ${home.files} may`;
    return users.length > home.files ? [...outside, tooMany] : outside;
  });
}

function isOf(name: string, imported: string): boolean {
  return imported === name || imported.startsWith(`${name}/`);
}

function processBreaches(tree: Tree): readonly string[] {
  return [...tree]
    .filter(([file]) => file !== "main.ts" && file !== "read-worker.ts")
    .filter(([, text]) => /\bprocess\.|from "node:process"/u.test(withoutComments(text)))
    .map(([file]) => `${file} touches process: only main.ts may`);
}

function cycles(edges: Edges): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file))
      found.push(`cycle: ${[...trail.slice(trail.indexOf(file)), file].join(" → ")}`);
    if (done.has(file) || trail.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}

function forEachImport(
  edges: Edges,
  breachOf: (file: string, imported: string) => string | null,
): readonly string[] {
  return [...edges].flatMap(([file, imports]) =>
    imports.map((imported) => breachOf(file, imported)).filter((breach) => breach !== null),
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/(^|\s)\/\/[^\n]*/gu, "$1");
}
