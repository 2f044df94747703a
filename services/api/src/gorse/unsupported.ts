import { BASE } from '@freshet/gorse';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';

export const notHere = (what: string) =>
  new HttpProblem(501, { code: 'NOT_SUPPORTED', message: `${what} is not supported.` });

/** Calls of Gorse's that only have one answer. */
export function unsupportedRoutes(app: FastifyInstance): void {
  // Nobody is compared with anybody else here.
  app.get(`${BASE}/user-to-user/*`, { config: needs('recommend') }, () => []);
}
