import type { Registry } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import type { CatalogueTable } from './catalogue-table.ts';
import type { Ingest } from './ingest.ts';
import { createIngestMetrics } from './metrics.ts';
import { createPublish } from './publishing.ts';
import { acceptJsonBodies } from './request-body.ts';
import { eventRoutes } from './routes/events.ts';
import { itemRoutes } from './routes/items.ts';
import { profileRoutes } from './routes/profiles.ts';

export interface IngestOptions {
  readonly log: Log;
  readonly catalogue: CatalogueTable;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly registry: Registry;
  /** How far back a live event's time may lie, in ms. */
  readonly latenessMs: number;
}

/** The intake as a Fastify plugin: it adds routes to a server that somebody else opens and closes. */
export function createIngest({ log, catalogue, clock, registry, latenessMs }: IngestOptions) {
  const metrics = createIngestMetrics(registry, log.publisher, catalogue);
  const publish = createPublish(log.publisher, metrics);
  const ingest: Ingest = { publish, metrics, catalogue, clock, latenessMs };
  return async function ingestRoutes(app: FastifyInstance): Promise<void> {
    acceptJsonBodies(app);
    app.addHook('onResponse', (request, reply, done) => {
      const route = `${request.method} ${request.routeOptions.url}`;
      metrics.requestDuration.observe(
        { route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      done();
    });
    eventRoutes(app, ingest);
    itemRoutes(app, ingest);
    profileRoutes(app, ingest);
  };
}
