import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startDemoSite } from "./site.ts";

/** Feedloom on three sample feeds, all on this machine: nothing is fetched from anywhere else. */
const port = process.env["PORT"] ?? "8080";
const site = await startDemoSite();
const folder = await mkdtemp(path.join(tmpdir(), "feedloom-demo-"));
const config = path.join(folder, "feeds.yaml");
await writeFile(
  config,
  `title: Feedloom demo
subtitle: Three small feeds, woven into one
poll:
  allowPrivateAddresses: ['${new URL(site.origin).host}']
feeds:
${site.feedUrls.map((url) => `  - url: ${url}\n    tags: [demo]`).join("\n")}
`,
);

process.stderr.write(`The demo is at http://localhost:${port}/ (Ctrl-C ends it).\n`);
const main = path.join(import.meta.dirname, "..", "src", "main.ts");
const service = spawn(
  process.execPath,
  [main, "serve", "--config", config, "--data", folder, "--port", port],
  { stdio: "inherit" },
);
// Ctrl-C reaches the service by itself; the demo waits for it, then cleans up.
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => service.kill(name));
}
service.on("exit", (code) => {
  site.close();
  void rm(folder, { recursive: true, force: true }).then(() => process.exit(code ?? 1));
});
