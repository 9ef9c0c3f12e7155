import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

const program = "/usr/sbin/nginx";

export type Nginx = {
  readonly url: string;
  stop(): void;
};

/** One worker that serves these bytes from disk, compressed ahead; null where nginx is not installed. */
export async function startNginx(
  folder: string,
  body: Buffer,
  port: number,
): Promise<Nginx | null> {
  if (spawnSync(program, ["-v"]).error !== undefined) return null;
  const root = path.join(folder, "www");
  mkdirSync(root, { recursive: true });
  writeFileSync(path.join(root, "atom.xml"), body);
  writeFileSync(path.join(root, "atom.xml.gz"), gzipSync(body));
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, settings(folder, root, port));
  const child = spawn(program, ["-c", file, "-e", path.join(folder, "nginx.log")], {
    stdio: "inherit",
  });
  const url = `http://127.0.0.1:${port}/`;
  while (!(await answers(url))) await sleep(50);
  return { url, stop: () => void child.kill() };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}atom.xml`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function settings(folder: string, root: string, port: number): string {
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
  return `${user}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log;
events { worker_connections 1024; }
http {
  ${temporary}
  types { application/atom+xml xml; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  etag on;
  gzip_static on;
  gzip_vary on;
  keepalive_requests 100000000;
  open_file_cache max=100;
  server { listen 127.0.0.1:${port}; root ${root}; add_header Cache-Control "public, no-cache"; }
}
`;
}
