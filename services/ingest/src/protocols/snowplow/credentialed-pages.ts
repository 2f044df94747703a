import { forEveryone } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';

/** How long a browser need not ask again whether it may. */
const PREFLIGHT_S = 3_600;

/**
 * Has pages of any origin call these paths with cookies, as trackers do who would have one of a collector: to such
 * a request "*" is no answer, not even to one that is refused. By hand: the plugin for this answers OPTIONS of
 * every path below a prefix, and comes behind who refuses.
 */
export function openToPages(app: FastifyInstance, paths: Readonly<Record<string, string>>): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    const { origin } = request.headers;
    if (origin !== undefined) {
      void reply.headers({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'origin',
      });
    }
    done();
  });
  for (const [path, method] of Object.entries(paths)) {
    app.options(path, { config: forEveryone }, (_request, reply) =>
      reply
        .code(204)
        .headers({
          'access-control-allow-methods': method,
          'access-control-allow-headers': 'Content-Type, SP-Anonymous',
          'access-control-max-age': PREFLIGHT_S,
        })
        .send(),
    );
  }
}
