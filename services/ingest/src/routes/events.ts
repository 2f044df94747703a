import { DEFAULT_SITE, topics } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { Ingest } from '../ingest.ts';
import { parseEventBody } from '../event-body.ts';
import { eventBatch } from '../event-batch.ts';

/**
 * `POST /v1/events`: one event, a list of them, or imported history. With `?ids=true` the answer says
 * the id of each, for a client that leaves it to us to make them.
 */
export function eventRoutes(app: FastifyInstance, ingest: Ingest): void {
  const { publishing, metrics, catalogue, clock, latenessMs, ackLevels } = ingest;
  app.post<{ Querystring: { ids?: unknown } }>('/v1/events', async (request, reply) => {
    const body = parseEventBody(request.body);
    const intake = {
      site: DEFAULT_SITE,
      receivedAt: clock(),
      latenessMs: body.source === null ? latenessMs : Infinity,
      source: body.source,
      catalogue,
    };
    const { messages, duplicates, rejected, ids } = eventBatch(body, intake, ackLevels);
    // Nothing may be awaited before this: requests of one connection keep their order.
    const durability =
      messages.length === 0 ? 'log' : await publishing.publish(topics.behaviourEvents, messages);
    const accepted = messages.length;
    metrics.accepted.inc(accepted);
    metrics.duplicates.inc(duplicates);
    const outcome = { accepted, duplicates, rejected, durability };
    return answer(reply, request.query.ids === 'true' ? { ...outcome, ids } : outcome, metrics);
  });
}
