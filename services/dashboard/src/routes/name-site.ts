import { siteOf } from '@freshet/access';
import type { FastifyRequest } from 'fastify';

/** An onRequest hook: a key of one site stands for `?site=`, which routes then find as if it were there. */
export async function nameSite(request: FastifyRequest): Promise<void> {
  (request.query as Record<string, unknown>)['site'] = siteOf(request);
}
