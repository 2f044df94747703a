import { DEFAULT_SITE, PROBE_SITE } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import type { Sites } from '../shapes/sites.ts';
import { toShowAll } from './query.ts';

/** `GET /v1/dashboard/sites`: those that somebody has, not the probe's. */
export function siteRoutes(app: FastifyInstance, names: () => Iterable<string>): void {
  app.get('/v1/dashboard/sites', { config: toShowAll }, (_request, reply): Sites => {
    void reply.header('cache-control', 'no-store');
    const others = new Set(names());
    others.delete(DEFAULT_SITE);
    others.delete(PROBE_SITE);
    return { sites: [DEFAULT_SITE, ...[...others].toSorted()] };
  });
}
