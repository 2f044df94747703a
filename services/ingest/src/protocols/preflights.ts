import { forEveryone } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';

/** How long a browser need not ask again whether it may; no browser remembers longer. */
const PREFLIGHT_S = 86_400;

/**
 * Has pages of any origin POST there, whatever headers their library sends. By hand: the plugin for this answers
 * OPTIONS of every path below a prefix, and these have none of their own.
 */
export function answerPreflights(app: FastifyInstance, urls: readonly string[]): void {
  for (const url of urls) {
    app.options(url, { config: forEveryone }, (request, reply) => {
      const asked = request.headers['access-control-request-headers'];
      if (asked !== undefined) void reply.header('access-control-allow-headers', asked);
      return reply
        .code(204)
        .headers({
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'POST',
          'access-control-max-age': PREFLIGHT_S,
          vary: 'access-control-request-headers',
        })
        .send();
    });
  }
}
