import type { FastifyInstance } from 'fastify';
import type { Health } from '../shapes/health.ts';
import { toShowAll } from './query.ts';

/** `GET /v1/dashboard/health`. */
export function healthRoutes(app: FastifyInstance, health: () => Promise<Health>): void {
  app.get('/v1/dashboard/health', { config: toShowAll }, (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    return health();
  });
}
