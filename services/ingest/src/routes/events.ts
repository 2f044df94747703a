import { DEFAULT_SITE, topics } from '@freshet/events';
import { problemCodeOf } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { Ingest } from '../ingest.ts';
import { type EventBody, parseEventBody } from '../event-body.ts';
import { eventBatch } from '../event-batch.ts';
import type { Durability, Message } from '../message.ts';

/**
 * `POST /v1/events`, added under that prefix: one event, a list of them, or imported history. With `?ids=true` the answer says
 * the id of each, for a client that leaves it to us to make them.
 */
export function eventRoutes(app: FastifyInstance, ingest: Ingest): void {
  const { publishing, metrics, refusals, catalogue, clock, latenessMs, ackLevels } = ingest;
  app.addHook('onError', (_request, _reply, error, done) => {
    refusals.request(DEFAULT_SITE, problemCodeOf(error));
    done();
  });
  app.post<{ Querystring: { ids?: unknown } }>('', async (request, reply) => {
    const body = parseEventBody(request.body);
    const receivedAt = clock();
    const intake = {
      site: DEFAULT_SITE,
      receivedAt,
      latenessMs: body.source === null ? latenessMs : Infinity,
      clockErrorMs: body.sentAt === null ? 0 : body.sentAt - receivedAt,
      source: body.source,
      catalogue,
    };
    const { messages, duplicates, rejected, ids } = eventBatch(body, intake, ackLevels);
    refusals.entries(intake.site, rejected, body.rows);
    if (body.atomic && rejected.length > 0) {
      return answer(reply, { accepted: 0, duplicates: 0, rejected, durability: 'log' }, metrics);
    }
    // Nothing may be awaited before this: requests of one connection keep their order.
    const durability = messages.length === 0 ? 'log' : await publish(messages, body);
    const accepted = messages.length;
    metrics.accepted.inc(accepted);
    metrics.duplicates.inc(duplicates);
    const outcome = { accepted, duplicates, rejected, durability };
    return answer(reply, request.query.ids === 'true' ? { ...outcome, ids } : outcome, metrics);
  });

  function publish(messages: readonly Message[], { atomic }: EventBody): Promise<Durability> {
    const { behaviourEvents: topic } = topics;
    return atomic
      ? publishing.publishAtomically(topic, messages)
      : publishing.publish(topic, messages);
  }
}
