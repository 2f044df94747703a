import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** How long a browser need not ask again whether it may; no browser remembers longer. */
const PREFLIGHT_S = 86_400;

/**
 * Has pages of any origin read what the routes of `app` answer: visitors are shown it anyway, and nobody
 * may call as somebody else. Each answer takes the header alone: the plugin works out for every request
 * what is always the same, a fifth of what an embedded answer takes, so that it has preflights only.
 */
export function openToPages(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header('access-control-allow-origin', '*');
    done();
  });
}

/** Answers the one preflight that browsers send here. */
export async function preflightRoutes(app: FastifyInstance): Promise<void> {
  await app.register(cors, { delegator: (request, done) => done(null, rightsOf(request)) });
}

/** The plugin answers OPTIONS of every path, and other services' routes on this port are not ours to open. */
function rightsOf({ url }: FastifyRequest): FastifyCorsOptions {
  const isOurs = url.split('?')[0] === '/v1/recommendations';
  return { origin: isOurs ? '*' : false, methods: ['GET', 'POST'], maxAge: PREFLIGHT_S };
}
