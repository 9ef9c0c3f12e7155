import { createHash } from "node:crypto";

import { describe, expect, test } from "vitest";

import { loadConfig } from "../../src/config/load.ts";
import { formatProblems } from "../../src/config/problem.ts";
import type { Config } from "../../src/model/config.ts";

type Env = Record<string, string>;

function loaded(text: string, env: Env = {}) {
  const result = loadConfig(text, env);
  if (!result.ok) throw new Error(formatProblems("feeds.yaml", result.problems));
  return result;
}

function listed(text: string, env: Env = {}): string {
  const result = loadConfig(text, env);
  return result.ok ? "" : formatProblems("feeds.yaml", result.problems);
}

function feedOf(yaml: string) {
  const [source] = loaded(`feeds:\n  - ${yaml}\n`).config.sources;
  if (source === undefined) throw new Error("no source");
  return source;
}

describe("defaults", () => {
  test("every key that is left out has the default of the design", () => {
    const expected: Config = {
      title: "Feedloom",
      subtitle: "",
      url: null,
      language: "en",
      timezone: "UTC",
      schedule: "*/10 * * * *",
      poll: {
        minIntervalMs: 3_600_000,
        maxIntervalMs: 86_400_000,
        concurrency: 64,
        perHost: 2,
        perHostDelayMs: 1_000,
        timeoutMs: 30_000,
        maxBodyBytes: 16 * 1024 * 1024,
        userAgent: "",
        allowPrivateAddresses: false,
        webSub: "auto",
      },
      posts: {
        limit: 100,
        perPage: 10,
        summaryWords: 70,
        content: "full",
        newSourceLimit: 10,
        perSourceLimit: 0,
      },
      retention: { days: 365, minPerSource: 50 },
      dedup: { enabled: true, never: [], always: [] },
      keep: [],
      drop: [],
      outputs: [],
      hub: null,
      quietAfterMs: 90 * 86_400_000,
      sources: [],
    };
    expect(loaded("feeds: []").config).toEqual(expected);
  });

  test("an address alone is a source with every default", () => {
    expect(feedOf("https://example.org/feed.xml")).toEqual({
      id: createHash("sha256").update("https://example.org/feed.xml").digest("hex").slice(0, 12),
      url: "https://example.org/feed.xml",
      publicUrl: "https://example.org/feed.xml",
      secrets: [],
      name: null,
      tags: [],
      schedule: null,
      minIntervalMs: 3_600_000,
      maxIntervalMs: 86_400_000,
      fullText: false,
      futureDates: "clamp",
      limit: 0,
      headers: {},
      proxy: null,
      allowInsecureTls: false,
      isPrivate: false,
      keep: [],
      drop: [],
      enabled: true,
    });
  });

  test("a source takes poll.minInterval unless it has its own, which poll.maxInterval cannot undercut", () => {
    const { sources } = loaded(
      "poll: { minInterval: 2h, maxInterval: 3h }\nfeeds:\n  - https://a.example/\n  - { url: https://b.example/, minInterval: 15m }\n" +
        "  - { url: https://c.example/, minInterval: 1d }\n",
    ).config;
    const [hour, day] = [3_600_000, 86_400_000];
    expect(sources.map(({ minIntervalMs }) => minIntervalMs)).toEqual([2 * hour, hour / 4, day]);
    expect(sources.map(({ maxIntervalMs }) => maxIntervalMs)).toEqual([3 * hour, 3 * hour, day]);
  });

  test("a list whose lines are all commented out is an empty list", () => {
    expect(loaded("feeds:\n  # - https://a.example/\n").config.sources).toEqual([]);
    expect(loaded("title:\nfeeds: []\n").config.title).toBe("Feedloom");
  });
});

describe("values", () => {
  test("every key of the design is read", () => {
    const { config } = loaded(`
title: News
subtitle: Woven
url: https://example.org/news
language: de-at
timezone: Asia/Kolkata
schedule: '0 */5 * * * *'
poll:
  { minInterval: 500ms, maxInterval: 2d, concurrency: 3, perHost: 1, perHostDelay: 0s, timeout: 5s, maxBody: 64KiB,
    userAgent: Me/1.0, allowPrivateAddresses: ['Intranet:8080', '[::1]:80'], webSub: false }
posts: { limit: 5, perPage: 2, summaryWords: 53, content: summary, newSourceLimit: 0, perSourceLimit: 4 }
retention: { days: 7, minPerSource: 0 }
dedup: { enabled: false, never: [[https://a.example/, https://b.example/]], always: [] }
keep: [{ title: 'rust|go' }]
drop: [{ author: bot, source: Example }]
outputs: [{ path: /team/security/, title: Sec, tags: [x], sources: [Example], keep: [], drop: [], limit: 9, content: full }]
hub: https://hub.example/
quietAfter: 30d
feeds:
  - url: https://blog.example/atom.xml
    name: Example
    tags: [ai, research]
    schedule: '0 * * * *'
    minInterval: 15m
    fullText: true
    futureDates: skip
    limit: 3
    headers: { Authorization: 'Bearer abc' }
    proxy: http://proxy.example:3128
    allowInsecureTls: true
    private: true
    keep: [{ category: x, url: y, content: z }]
    drop: [{ title: ad }]
    enabled: false
`);
    expect(config).toMatchObject({
      url: "https://example.org/news/",
      language: "de-AT",
      timezone: "Asia/Kolkata",
      schedule: "0 */5 * * * *",
      poll: { minIntervalMs: 500, perHostDelayMs: 0, maxBodyBytes: 65_536, webSub: false },
      posts: { summaryWords: 53, content: "summary", newSourceLimit: 0 },
      dedup: { enabled: false, never: [["https://a.example/", "https://b.example/"]] },
      outputs: [{ path: "team/security", limit: 9, content: "full" }],
      sources: [{ name: "Example", isPrivate: true, enabled: false, futureDates: "skip" }],
    });
    expect(config.poll.allowPrivateAddresses).toEqual(["intranet:8080", "[::1]:80"]);
    expect(config.keep[0]?.title?.test("Learning RUST")).toBe(true);
    expect(config.drop[0]?.source).toBe("Example");
  });

  test("a size may be plain bytes", () => {
    expect(loaded("poll: { maxBody: 65536 }\nfeeds: []").config.poll.maxBodyBytes).toBe(65_536);
  });

  test("an alias repeats what its anchor holds", () => {
    const { sources } = loaded(
      "feeds:\n  - { url: https://a.example/, tags: &t [x] }\n  - { url: https://b.example/, tags: *t }\n",
    ).config;
    expect(sources[1]?.tags).toEqual(["x"]);
  });
});

describe("problems", () => {
  test("five mistakes at once are all listed, each with its line and a hint", () => {
    const text = `title: Mine
schedule: */10 * * * *
pol:
  timeout: 30s
feeds:
  - https://a.example/feed
  - url: example.org/feed
    tags: [a]
    keep: [{ title: '(' }]
  - https://a.example/feed
  - url: https://b.example/
    schedule: '61 * * * *'
`;
    expect(listed(text).split("\n")).toEqual([
      expect.stringMatching(
        /^feeds\.yaml:2: schedule: .*alias.*quotes, as in '\*\/10 \* \* \* \*'\)$/,
      ),
      "feeds.yaml:3: pol: this key is not known (did you mean poll?)",
      'feeds.yaml:7: feeds[1].url: expected an http or https address, found "example.org/feed" (begin it with https://)',
      'feeds.yaml:9: feeds[1].keep[0].title: is not a regex: unterminated group, found "("',
      "feeds.yaml:10: feeds[2].url: the same feed as in line 6 (feeds[0]) (keep one of the two)",
      expect.stringMatching(/^feeds\.yaml:12: feeds\[3\]\.schedule: the minute /),
    ]);
  });

  test.each([
    [
      "feeds: [{ url: https://x.example/, title: X }]",
      "feeds[0].title: this key is not known (did you mean name?)",
    ],
    ["feeds: [{ url: }]", "feeds.yaml:1: feeds[0].url: is empty"],
    ["feeds: 3", "feeds.yaml:1: feeds: expected a list"],
    ["", "feeds.yaml:1: feeds: is missing (an empty list is written feeds: [])"],
    [
      "feeds:\n  - {url: https://a.example/, tags: [a, b}\n  - https://b.example/\n",
      "feeds.yaml:2: this [ is not closed (end it with ])",
    ],
    [
      "feeds:\n  - https://a.example/\n  - {url: https://b.example/\n",
      "feeds.yaml:3: this { is not closed",
    ],
    ["title: 'Mine\nfeeds:\n  - https://a.example/\n", "feeds.yaml:1: this quote is not closed"],
    ["feeds: []\n---\ntitle: b\n", "feeds.yaml:2: only one YAML document is read"],
    [
      "feeds:\n  - <<: {}\n    url: https://a.example/\n",
      "feeds[0].<<: merge keys are not read (write the keys out)",
    ],
    [
      "feeds: []\noutputs: [{ path: Page-2.html }]",
      "outputs[0].path: this path belongs to a built-in address",
    ],
    ["feeds: []\noutputs: [{ path: README.txt }]", "this path belongs to a built-in address"],
    ["feeds: []\noutputs: [{ path: a/posts-2.txt }]", "this path belongs to a built-in address"],
    ["feed: []", "feeds.yaml:1: feed: this key is not known (did you mean feeds?)"],
    ["- https://a.example/", "feeds.yaml:1: expected a map of keys and values (put the addresses"],
    ["feeds:\n  -\n", "feeds.yaml:2: feeds[0]: is empty"],
    ["feeds: [{ name: x }]", "feeds.yaml:1: feeds[0].url: is missing"],
    ["feeds: []\n\ttitle: x", "feeds.yaml:2: a tab cannot indent YAML (use spaces)"],
    ["feeds: []\ntitle: a: b", "feeds.yaml:2: a second colon in one line"],
    ["feeds: []\nfeeds: []", "feeds.yaml:2: feeds: this key stands twice"],
    [
      "feeds: []\ntimeout: 3s",
      "feeds.yaml:2: timeout: this key is not known (it belongs under poll)",
    ],
    [
      "feeds: []\npoll: { timeout: 30 }",
      "feeds.yaml:2: poll.timeout: expected a duration with its unit",
    ],
    [
      "feeds: []\npoll: { perHost: -1 }",
      'feeds.yaml:2: poll.perHost: must be at least 1, found "-1"',
    ],
    [
      "feeds: []\npoll: { maxBody: big }",
      'feeds.yaml:2: poll.maxBody: expected a size, found "big"',
    ],
    [
      "feeds: []\npoll: { minInterval: 2d }",
      "feeds.yaml:2: poll.minInterval: minInterval is longer",
    ],
    [
      "feeds: []\nposts: { limit: '5' }",
      'feeds.yaml:2: posts.limit: expected a number, found "5" (take off',
    ],
    ["feeds: []\nposts: { limit: 1.5 }", "feeds.yaml:2: posts.limit: expected a whole number"],
    ["feeds: []\nposts: { content: ful }", 'found "ful" (did you mean full?)'],
    ["feeds: []\nlanguage: e_n", "feeds.yaml:2: language: expected a language tag"],
    ["feeds: []\ntimezone: Mars/Phobos", "feeds.yaml:2: timezone: this time zone is not known"],
    ["feeds: []\nurl: https://x.example/?a=b", "feeds.yaml:2: url: the public address is a host"],
    ["feeds: []\ndedup: { never: [[a]] }", "feeds.yaml:2: dedup.never[0]: expected a pair"],
    ["feeds: []\nkeep: [{}]", "feeds.yaml:2: keep[0]: a rule needs at least one of"],
    [
      "feeds: []\noutputs: [{ path: tags }]",
      "outputs[0].path: this path belongs to a built-in address",
    ],
    [
      "feeds: []\noutputs: [{ path: a }, { path: /A/ }]",
      "outputs[1].path: the same path as in line 2",
    ],
    ["feeds: [{ url: https://x.example/, enabled: no }]", "(YAML 1.2 knows true and false only)"],
    [
      "feeds: [{ url: https://x.example/, headers: { Host: a } }]",
      "headers.Host: is not a request header",
    ],
    [
      "feeds: [https://X.example, ' https://x.example/ ']",
      "feeds[1].url: the same feed as in line 1",
    ],
    [
      "feeds: [https://x.example/feed, https://x.example/feed#new]",
      "feeds[1].url: the same feed as in line 1",
    ],
    ["feeds: [ftp://x.example/]", "feeds[0].url: expected an http or https address"],
    [
      'feeds: [{ url: https://x.example/, tags: ["\\uD800"] }]',
      "feeds[0].tags[0]: holds half a character",
    ],
    ["feeds: ['https://']", "feeds[0].url: this address cannot be read"],
    [
      "feeds:\n  - https://a.example/${NOPE}",
      "feeds.yaml:2: feeds[0]: the environment variable NOPE is not set",
    ],
  ])("%j is answered with its line", (text, answer) => {
    expect(listed(text)).toContain(answer);
  });

  test.each([
    "feeds:\n  - {url: https://a.example/, tags: [a, b}\n  - https://b.example/\ntitle: x\n",
    "feeds: []\nkeep:\n  - title: *foo\n",
    "feeds: []\ndrop: [{ title: *foo }]\n",
  ])("%j is one mistake and one problem", (text) => {
    expect(listed(text).split("\n")).toHaveLength(1);
  });

  test("a marker at the beginning or the end of the one document does no harm", () => {
    expect(listed("---\nfeeds: []\n...\n")).toBe("");
  });

  test("an unclosed quote does not bury the file in guesses", () => {
    expect(listed("title: 'Mine\nfeeds:\n  - https://a.example/\n").split("\n")).toHaveLength(1);
  });

  test("aliases that fold into millions of values are refused, not expanded", () => {
    const layers = Array.from(
      { length: 12 },
      (_, n) => `k${n}: &k${n} [${`*k${n - 1},`.repeat(9)}]`,
    );
    const text = ["k: &k-1 [x,x,x,x,x,x,x,x,x]", ...layers].join("\n");
    expect(listed(`${text}\nfeeds: []`)).toContain("is nested or repeated too deeply");
  });

  test("a list that contains itself is refused", () => {
    expect(listed("feeds: &f [*f]")).toContain("too deeply");
  });
});

describe("what is named and not listed", () => {
  const feeds =
    "feeds: [{ url: https://a.example/, name: Example, tags: [AI] }, https://b.example/]";
  const doubts = (text: string, env: Env = {}): string =>
    formatProblems("feeds.yaml", loaded(`${text}\n${feeds}`, env).doubts);

  test("is told with its line and what may be meant, and is no error", () => {
    const text = `keep: [{ source: Exmple }]
outputs:
  - { path: x, tags: [ai, aj], sources: [https://b.example/, https://c.example/] }`;
    expect(doubts(text).split("\n")).toEqual([
      'feeds.yaml:1: keep[0].source: no feed has the address or name "Exmple" (did you mean Example?)',
      'feeds.yaml:3: outputs[0].tags[1]: no feed has the tag "aj" (did you mean ai?)',
      'feeds.yaml:3: outputs[0].sources[1]: no feed has the address or name "https://c.example/" (did you mean https://b.example/?)',
    ]);
  });

  test("is told without what came from the environment", () => {
    expect(doubts("drop: [{ source: '${KEY}' }]", { KEY: "from-env" })).toContain('"${KEY}"');
  });
});

describe("secrets", () => {
  const text = `
feeds:
  - url: https://joe:hunter2@a.example/feed?key=$\{KEY}
    headers: { Authorization: 'Bearer $\{TOKEN}', X-Key: written-down, Accept: text/html }
`;
  const env = { KEY: "k-from-env", TOKEN: "t-from-env" };

  test("a source is fetched with them and shown without them", () => {
    const [source] = loaded(text, env).config.sources;
    expect(source?.url).toBe("https://joe:hunter2@a.example/feed?key=k-from-env");
    expect(source?.publicUrl).toBe("https://a.example/feed?key=${KEY}");
    expect(source?.headers["Authorization"]).toBe("Bearer t-from-env");
  });

  test("all of them are handed out for the logger, and nothing that every log line holds", () => {
    const { secrets } = loaded(text, env);
    expect(secrets).toEqual(
      expect.arrayContaining([
        "k-from-env",
        "t-from-env",
        "hunter2",
        "joe",
        "joe:hunter2",
        "written-down",
      ]),
    );
    expect(secrets).toContain(Buffer.from("joe:hunter2").toString("base64"));
    expect(secrets).not.toContain("text/html");
    expect(secrets).not.toContain("Bearer");
  });

  test("the id of a source does not change with a rotated token", () => {
    const idWith = (key: string) => loaded(text, { ...env, KEY: key }).config.sources[0]?.id;
    expect(idWith("one")).toBe(idWith("two"));
  });

  test("no problem shows a value from the environment, a password or a header", () => {
    const broken = `
title: $\{KEY}
timezone: $\{KEY}
feeds:
  - url: ftp://joe:hunter2@a.example/$\{KEY}
    headers: { X-Key: "written\\ndown" }
    proxy: https://joe:hun/ter2@
    keep: [{ title: '($\{KEY}' }]
    futureDates: $\{KEY}
`;
    const answer = listed(broken, env);
    expect(answer.split("\n").length).toBeGreaterThanOrEqual(5);
    expect(answer).toContain('found "${KEY}"');
    for (const secret of ["k-from-env", "hunter2", "hun/ter2", "joe", "written"]) {
      expect(answer).not.toContain(secret);
    }
  });
});
