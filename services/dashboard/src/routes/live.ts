import { HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { type Broadcast, STREAMS_MAX } from '../stream/broadcast.ts';
import { EventStream } from '../stream/event-stream.ts';
import { type SiteQuery, siteField, toShow } from './query.ts';

const querystring = { type: 'object', properties: siteField } as const;

/** `GET /v1/dashboard/snapshot` and `/v1/dashboard/stream`. */
export function liveRoutes(app: FastifyInstance, broadcast: Broadcast): void {
  app.get<{ Querystring: SiteQuery }>(
    '/v1/dashboard/snapshot',
    { config: toShow, schema: { querystring } },
    ({ query: { site } }, reply) =>
      reply.header('cache-control', 'no-store').send(broadcast.snapshot(site)),
  );

  app.get<{ Querystring: SiteQuery }>(
    '/v1/dashboard/stream',
    { config: toShow, schema: { querystring } },
    ({ query: { site }, headers, socket }, reply) => {
      if (broadcast.isClosed) throw closed();
      if (broadcast.size >= STREAMS_MAX) throw full();
      reply.hijack();
      const stream = new EventStream(reply.raw);
      const lastId = headers['last-event-id'];
      broadcast.add(site, stream, typeof lastId === 'string' ? lastId : undefined);
      socket.once('close', () => broadcast.remove(site, stream));
    },
  );
}

function full(): HttpProblem {
  const message = `${STREAMS_MAX} live streams are open already; close one, or ask for /v1/dashboard/snapshot.`;
  return new HttpProblem(503, { code: 'STREAMS_FULL', message }, 10);
}

function closed(): HttpProblem {
  const message = 'This dashboard is closing; ask again for another one, or the next.';
  return new HttpProblem(503, { code: 'STREAMS_CLOSED', message }, 1);
}
