import { provenUser, requireKeyScope, siteOf, takeEvents } from '@freshet/access';
import { type Topic, topics } from '@freshet/events';
import type { RequestSpan } from '@freshet/tracing';
import type { FastifyRequest } from 'fastify';
import type { Outcome } from './answer.ts';
import { type EventBatch, eventBatch, wholeOrAside } from './event-batch.ts';
import type { EventBody } from './event-body.ts';
import type { Ingest } from './ingest.ts';
import { type Durability, type Message, weaker } from './message.ts';
import { tracedSend } from './traced-send.ts';

/**
 * The way of a request's events into the log, whatever it came as: judged one by one, bots set aside, refusals
 * told, and the rest published. Resolves once what was accepted is as safe as its ack level asks.
 * @throws HttpProblem where the key, its limits or the user's token forbid it; FreshetError, answered 503, while
 * nothing can be kept.
 */
export type EventIntake = (request: FastifyRequest, body: EventBody) => Promise<Required<Outcome>>;

export function createEventIntake(ingest: Ingest): EventIntake {
  const { publishing, metrics, refusals, catalogue, clock, latenessMs, ackLevels, bots } = ingest;
  return async (request, body) => {
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
      cutsToFit: body.cutsToFit ?? false,
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
      return { accepted: 0, duplicates: 0, rejected, durability: 'log', ids };
    }
    // Nothing but a token and limits may be awaited before this: requests of one connection keep their order.
    const durability = await publish(batch, body, request.span);
    const accepted = messages.length + flagged.length;
    metrics.accepted.inc(accepted);
    for (const { reason } of flagged) metrics.flagged.inc({ reason });
    metrics.duplicates.inc(duplicates);
    return { accepted, duplicates, rejected, durability, ids };
  };

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
