import type * as Http from "node:http";
import { createRequire } from "node:module";

/**
 * node:http, but not by `import`: Node makes a module of a builtin by reading all it exports, and `WebSocket` among
 * them loads Node's own copy of undici, several megabytes that nothing here uses.
 */
// oxlint-disable-next-line typescript/no-unsafe-assignment -- `require` is untyped; Node's types say what it gives.
const http: typeof Http = createRequire(import.meta.url)("node:http");

export const { createServer, METHODS, STATUS_CODES } = http;
