import { BASE, partOf, partsBehind } from '@freshet/gorse';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';

export const notHere = (what: string) =>
  new HttpProblem(501, { code: 'NOT_SUPPORTED', message: `${what} is not supported.` });

const config = needs(['inspect', 'admin']);

/** Calls of Gorse's that there is nothing to answer with: they say so, instead of what might be taken for an answer. */
export function unsupportedRoutes(app: FastifyInstance): void {
  for (const url of [`${BASE}/users`, `${BASE}/users/`]) {
    app.get(url, { config }, () => Promise.reject(notHere('Listing users')));
  }
  for (const url of [`${BASE}/feedback`, `${BASE}/feedback/*`]) {
    app.get(url, { config }, () => Promise.reject(notHere('Reading feedback')));
  }
  app.delete(`${BASE}/feedback/*`, { config }, () => Promise.reject(notHere('Deleting feedback')));
  app.get(`${BASE}/user/*`, { config: needs(['inspect', 'recommend']) }, async ({ url }) => {
    const { of } = partOf(partsBehind(`${BASE}/user/`, url), ['neighbors', 'feedback']);
    // Nobody is compared with anybody else here.
    if (of === 'neighbors') return [];
    throw notHere(of === 'feedback' ? 'Reading feedback' : 'Reading users');
  });
  app.get(`${BASE}/user-to-user/*`, { config: needs('recommend') }, () => []);
}
