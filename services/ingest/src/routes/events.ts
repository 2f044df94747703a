import { provenUser, requireKeyScope, siteOf, siteOfAny, takeEvents } from '@freshet/access';
import { type Topic, topics } from '@freshet/events';
import { forVisitors, problemCodeOf } from '@freshet/runtime';
import type { RequestSpan } from '@freshet/tracing';
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { Ingest } from '../ingest.ts';
import { type EventBody, parseEventBody } from '../event-body.ts';
import { type EventBatch, eventBatch, wholeOrAside } from '../event-batch.ts';
import { type Durability, type Message, weaker } from '../message.ts';
import { tracedSend } from '../traced-send.ts';

/**
 * `POST /v1/events`, added under that prefix: one event, a list of them, or imported history. With `?ids=true` the answer says
 * the id of each, for a client that leaves it to us to make them.
 */
export function eventRoutes(app: FastifyInstance, ingest: Ingest): void {
  const { publishing, metrics, refusals, catalogue, clock, latenessMs, ackLevels, bots } = ingest;
  app.addHook('onError', (request, _reply, error, done) => {
    refusals.request(siteOfAny(request), problemCodeOf(error));
    done();
  });
  app.post<{ Querystring: { ids?: unknown } }>(
    '',
    { config: forVisitors('events') },
    async (request, reply) => {
      const body = parseEventBody(request.body);
      if (body.source !== null) requireKeyScope(request, 'history', 'Imported history');
      // Of events without a user nothing is to be proven, and an expired token does not hold them up.
      const proof = body.rows.some(namesUser) ? provenUser(request) : null;
      const user = proof instanceof Promise ? await proof : proof;
      const counting = takeEvents(request, body.rows.length);
      if (counting !== undefined) await counting;
      const receivedAt = clock();
      const intake = {
        site: siteOf(request),
        receivedAt,
        latenessMs: body.source === null ? latenessMs : Infinity,
        clockErrorMs: body.sentAt === null ? 0 : body.sentAt - receivedAt,
        source: body.source,
        user,
        catalogue,
      };
      const caller = bots?.callerOf(request);
      const judged = eventBatch(
        body,
        intake,
        ackLevels,
        (event) => caller && bots?.flag(event, caller),
      );
      const batch = body.atomic ? wholeOrAside(judged, receivedAt) : judged;
      const { messages, flagged, duplicates, rejected, ids } = batch;
      refusals.entries(intake.site, rejected, body.rows);
      if (body.atomic && rejected.length > 0) {
        return answer(reply, { accepted: 0, duplicates: 0, rejected, durability: 'log' }, metrics);
      }
      // Nothing but a token and limits may be awaited before this: requests of one connection keep their order.
      const durability = await publish(batch, body, request.span);
      const accepted = messages.length + flagged.length;
      metrics.accepted.inc(accepted);
      for (const { reason } of flagged) metrics.flagged.inc({ reason });
      metrics.duplicates.inc(duplicates);
      const outcome = { accepted, duplicates, rejected, durability };
      return answer(reply, request.query.ids === 'true' ? { ...outcome, ids } : outcome, metrics);
    },
  );

  async function publish(
    { messages, flagged }: EventBatch,
    { atomic }: EventBody,
    span: RequestSpan | undefined,
  ): Promise<Durability> {
    const how = atomic ? 'publishAtomically' : 'publish';
    const send = (topic: Topic, sent: readonly Message[]) => {
      if (sent.length === 0) return 'log' as const;
      return tracedSend(span, topic.name, sent, (them) => publishing[how](topic, them));
    };
    const aside = flagged.map(({ message }) => message);
    const durabilities = await Promise.all([
      send(topics.behaviourEvents, messages),
      send(topics.behaviourQuarantine, aside),
    ]);
    return weaker(...durabilities);
  }
}

const namesUser = (row: unknown) => (Object(row) as { userId?: unknown }).userId != null;
