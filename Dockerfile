# syntax=docker/dockerfile:1
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts and no optional native parts: everything the service runs on is JavaScript.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 FEEDLOOM_CONFIG=/config/feeds.yaml FEEDLOOM_DATA=/data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY config config
COPY src src
RUN mkdir -p /data /config node_modules/.cache/feedloom && cp config/feeds.yaml config/schema.json /config/ \
  && chown -R node:node /data /config node_modules/.cache
USER node
# What a start compiles, compiled once: where the root is read-only no start could keep it.
RUN export NODE_COMPILE_CACHE=/app/node_modules/.cache/feedloom NODE_OPTIONS=--max-semi-space-size=2 \
  && node src/main.ts help >/dev/null \
  && node --input-type=module --eval 'for (const name of ["read", "page", "config", "rederive", "store/checkpoint"]) await import(`/app/src/${name}-worker.ts`)'
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/main.ts"]
CMD ["serve"]
