# One image for all services; docker-compose.yml says by its command which one a container runs.
FROM node:20.20.2-bookworm-slim
WORKDIR /app

# Manifests alone first: a change of source does not install the dependencies again.
COPY package.json package-lock.json .npmrc ./
COPY packages/access/package.json packages/access/
COPY packages/attribution/package.json packages/attribution/
COPY packages/beacon/package.json packages/beacon/
COPY packages/bots/package.json packages/bots/
COPY packages/client/package.json packages/client/
COPY packages/design/package.json packages/design/
COPY packages/evaluation/package.json packages/evaluation/
COPY packages/events/package.json packages/events/
COPY packages/experiments/package.json packages/experiments/
COPY packages/ga4/package.json packages/ga4/
COPY packages/gorse/package.json packages/gorse/
COPY packages/identity/package.json packages/identity/
COPY packages/openapi/package.json packages/openapi/
COPY packages/recommend/package.json packages/recommend/
COPY packages/rules/package.json packages/rules/
COPY packages/runtime/package.json packages/runtime/
COPY packages/store/package.json packages/store/
COPY packages/stream/package.json packages/stream/
COPY packages/tables/package.json packages/tables/
COPY packages/tracing/package.json packages/tracing/
COPY packages/tracking-plan/package.json packages/tracking-plan/
COPY packages/web/package.json packages/web/
COPY services/api/package.json services/api/
COPY services/dashboard/package.json services/dashboard/
COPY services/freshet/package.json services/freshet/
COPY services/ingest/package.json services/ingest/
COPY services/probe/package.json services/probe/
COPY services/shop/package.json services/shop/
COPY services/sink/package.json services/sink/
COPY services/worker/package.json services/worker/
# Native modules come prebuilt in their packages; no install script has to run.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

# A volume takes its owner from the folder it is mounted on.
RUN mkdir journal /var/lib/freshet /var/lib/freshet-keys \
  && chown node:node journal /var/lib/freshet /var/lib/freshet-keys

COPY packages packages
COPY services services

USER node
