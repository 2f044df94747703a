import { siteOfAny } from '@freshet/access';
import { forVisitors, problemCodeOf } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import { postEvents } from '../description/post-events.ts';
import { parseEventBody } from '../event-body.ts';
import type { EventIntake } from '../event-intake.ts';
import type { Ingest } from '../ingest.ts';

/**
 * `POST /v1/events`, added under that prefix: one event, a list of them, or imported history. With `?ids=true` the answer says
 * the id of each, for a client that leaves it to us to make them.
 */
export function eventRoutes(
  app: FastifyInstance,
  { refusals, metrics }: Pick<Ingest, 'refusals' | 'metrics'>,
  take: EventIntake,
): void {
  app.addHook('onError', (request, _reply, error, done) => {
    refusals.request(siteOfAny(request), problemCodeOf(error));
    done();
  });
  app.post<{ Querystring: { ids?: unknown } }>(
    '',
    { config: { ...forVisitors('events'), operation: postEvents } },
    async (request, reply) => {
      const { ids, ...outcome } = await take(request, parseEventBody(request.body));
      return answer(reply, request.query.ids === 'true' ? { ...outcome, ids } : outcome, metrics);
    },
  );
}
