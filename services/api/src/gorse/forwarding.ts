import { BASE } from '@freshet/gorse';
import { needs, passBack, type Scope, takeBodiesUnread } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { headersOf, type Intake } from './intake.ts';

/** What ingest answers, and the scope that it asks for: what is told of users. */
const calls: readonly (readonly [method: string, url: string, scope: Scope])[] = [
  ['POST', '/feedback', 'events'],
  ['POST', '/feedback/', 'events'],
  ['PUT', '/feedback', 'events'],
  ['PUT', '/feedback/', 'events'],
  ['DELETE', '/feedback/*', 'events'],
  ['POST', '/users', 'events'],
  ['POST', '/users/', 'events'],
  ['POST', '/user', 'events'],
  ['POST', '/user/', 'events'],
  ['PATCH', '/user/*', 'events'],
  ['DELETE', '/user/*', 'admin'],
];

/** Passes on to ingest what clients of Gorse tell of users, so that one address answers all their calls. */
export async function forwardToIngest(app: FastifyInstance, ingest: Intake): Promise<void> {
  await app.register(async (inside) => {
    takeBodiesUnread(inside, '*');
    for (const [method, path, scope] of calls) {
      inside.route<{ Body: Buffer | undefined }>({
        method,
        url: `${BASE}${path}`,
        config: needs(scope, { isPassedOn: true }),
        async handler(request, reply) {
          const { url: target, body } = request;
          const headers = headersOf(request);
          return passBack(reply, await ingest.send({ method, target, headers, body }));
        },
      });
    }
  });
}
