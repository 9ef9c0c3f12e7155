import { createHash } from "node:crypto";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { pageStyle } from "../publish/page-style.ts";

/** Far above what people and readers do; a proxy in front of us on this machine counts its own clients. */
const requestsPerMinute = 1_200;
const unlimitedClients = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];

const styleHash = createHash("sha256").update(pageStyle).digest("base64");

/** Nothing may run or load on our pages but their own style sheet and the cover images of posts. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "style-src": [`'sha256-${styleHash}'`],
    "img-src": ["https:", "http:", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  },
};

/** Security headers on every answer, and a limit on requests for each client. */
export async function protect(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy,
    referrerPolicy: { policy: "no-referrer" },
    // Feeds and covers are there to be used by other sites' readers.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // Whether this host is always reached by TLS is for the proxy that ends it to say.
    strictTransportSecurity: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
  await server.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: "1 minute",
    allowList: unlimitedClients,
    addHeaders: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
  });
}
