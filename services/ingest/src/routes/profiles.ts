import {
  type BehaviourEvent,
  behaviourEventCodec,
  DEFAULT_SITE,
  profileKey,
  topics,
  isIdentifier,
  ID_BYTES_MAX,
} from '@freshet/events';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Ingest } from '../ingest.ts';
import { newEventId } from '../event-id.ts';

/** Keys that a query cannot repeat arrive as text, all others as lists. */
type Query = Partial<Record<string, string | string[]>>;

/** `DELETE /v1/profiles?userId=…`: an erasure, which travels behind the profile's own events. */
export function profileRoutes(app: FastifyInstance, { publishing, clock }: Ingest): void {
  app.delete<{ Querystring: Query }>('/v1/profiles', async (request, reply) => {
    const erasure = erasureOf(request.query, clock());
    const message = {
      id: erasure.id,
      key: profileKey(erasure),
      value: behaviourEventCodec.encode(erasure),
      ack: 'all' as const,
    };
    const durability = await publishing.publish(topics.behaviourEvents, [message]);
    return reply.code(202).send({ durability });
  });
}

function erasureOf({ userId, anonymousId }: Query, receivedAt: number): BehaviourEvent {
  if ((userId === undefined) === (anonymousId === undefined)) {
    throw new HttpProblem(400, {
      code: 'PROFILE_MISSING',
      message: 'Name one profile, by userId or by anonymousId.',
    });
  }
  return {
    id: newEventId(receivedAt),
    site: DEFAULT_SITE,
    type: 'erase',
    userId: requireId('userId', userId),
    anonymousId: requireId('anonymousId', anonymousId),
    sessionId: null,
    itemId: null,
    categories: [],
    items: [],
    orderId: null,
    value: null,
    currency: null,
    occurredAt: null,
    receivedAt,
    at: receivedAt,
    recommId: null,
    position: null,
    context: null,
    properties: null,
    history: null,
    previousId: null,
    consent: null,
  };
}

function requireId(name: string, value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && isIdentifier(value)) return value;
  throw new HttpProblem(400, {
    code: 'ID_INVALID',
    message: `${name} must be given once, as 1 to ${ID_BYTES_MAX} bytes without control characters.`,
  });
}
