import { BASE, partOf, partsBehind, trimmed, userAndCategory } from '@freshet/gorse';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listingOf, requireId } from './listing.ts';
import { neighboursOf } from './neighbours.ts';
import type { Scores } from './scores.ts';
import { sessionIn } from './session.ts';

const config = needs('recommend');

const behind = (call: string, { url }: FastifyRequest) => partsBehind(`${BASE}/${call}/`, url);
const categoryBehind = (call: string, request: FastifyRequest) =>
  trimmed(behind(call, request)).join('/');

/** What Gorse's clients ask for: lists, best first. */
export function listRoutes(app: FastifyInstance, scores: Scores): void {
  const { recommended, popular, newest } = scores;

  app.get(`${BASE}/recommend/*`, { config }, async (request, reply) => {
    refuseWritingBack(request);
    const list = await forUser('recommend', request, reply);
    return request.headers['x-api-version'] === '2' ? list : list.map(({ Id }) => Id);
  });
  app.get(`${BASE}/collaborative-filtering/*`, { config }, (request, reply) =>
    forUser('collaborative-filtering', request, reply),
  );
  for (const url of [`${BASE}/session/recommend`, `${BASE}/session/recommend/*`]) {
    app.post(url, { config }, async (request, reply) => {
      const listing = listingOf(request, categoryBehind('session/recommend', request));
      const told = sessionIn(request.body);
      return (await recommended(request, reply, { ...told, listing })).scores;
    });
  }
  for (const url of [`${BASE}/popular`, `${BASE}/popular/*`]) {
    app.get(url, { config }, (request) =>
      popular(request, listingOf(request, categoryBehind('popular', request)), 'long'),
    );
  }
  for (const url of [`${BASE}/latest`, `${BASE}/latest/*`]) {
    app.get(url, { config }, (request) =>
      newest(request, listingOf(request, categoryBehind('latest', request))),
    );
  }
  app.get(`${BASE}/non-personalized/*`, { config }, (request) => {
    const { id: name } = partOf(behind('non-personalized', request), []);
    const listing = listingOf(request);
    if (name === 'latest') return newest(request, listing);
    return popular(request, listing, name === 'trending' ? '24h' : 'long');
  });
  app.get(`${BASE}/item-to-item/*`, { config }, (request, reply) => {
    const [, ...parts] = behind('item-to-item', request);
    return neighboursOf(partOf(parts, []).id, listingOf(request), { scores, request, reply });
  });

  async function forUser(call: string, request: FastifyRequest, reply: FastifyReply) {
    const { userId, category } = userAndCategory(behind(call, request));
    const visitor = { userId: requireId('The user', userId), anonymousId: null };
    return (await recommended(request, reply, { visitor, listing: listingOf(request, category) }))
      .scores;
  }
}

/** What is shown is in the log of answers anyway, but not among what a user has read. */
function refuseWritingBack({ query }: FastifyRequest): void {
  const { 'write-back-type': type = '' } = query as { 'write-back-type'?: string };
  if (type === '') return;
  const message =
    'write-back-type is not supported; write the feedback yourself (POST /api/feedback).';
  throw new HttpProblem(501, { code: 'NOT_SUPPORTED', message });
}
