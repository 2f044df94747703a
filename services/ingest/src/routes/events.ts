import { DEFAULT_SITE, topics } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { Ingest } from '../ingest.ts';
import { parseEventBody } from '../event-body.ts';
import { eventBatch } from '../event-batch.ts';

/** `POST /v1/events`: one event, a list of them, or imported history. */
export function eventRoutes(app: FastifyInstance, ingest: Ingest): void {
  const { publish, metrics, catalogue, clock, latenessMs } = ingest;
  app.post('/v1/events', async (request, reply) => {
    const body = parseEventBody(request.body);
    const { records, duplicates, rejected } = eventBatch(body, {
      site: DEFAULT_SITE,
      receivedAt: clock(),
      latenessMs: body.source === null ? latenessMs : Infinity,
      source: body.source,
      catalogue,
    });
    // Nothing may be awaited before this: requests of one connection keep their order.
    if (records.length > 0) await publish(topics.behaviourEvents, records);
    metrics.accepted.inc(records.length);
    metrics.duplicates.inc(duplicates);
    return answer(reply, { accepted: records.length, duplicates, rejected }, metrics);
  });
}
