import { BASE, partOf, partsBehind, trimmed, userAndCategory } from '@freshet/gorse';
import { needs } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Intake } from './intake.ts';
import { listingOf, requireId } from './listing.ts';
import { neighboursOf } from './neighbours.ts';
import type { Scores } from './scores.ts';
import { sessionIn } from './session.ts';
import { writeBack, writeBackIn } from './write-back.ts';

const config = needs('recommend');

const behind = (call: string, { url }: FastifyRequest) => partsBehind(`${BASE}/${call}/`, url);
const categoryBehind = (call: string, request: FastifyRequest) =>
  trimmed(behind(call, request)).join('/');

/** How a list is told to be left out of later ones. */
interface Telling {
  readonly intake: Intake;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** What Gorse's clients ask for: lists, best first. */
export function listRoutes(app: FastifyInstance, scores: Scores, { intake, clock }: Telling): void {
  const { recommended, popular, newest } = scores;

  app.get(`${BASE}/recommend/*`, { config }, async (request, reply) => {
    const asked = askedOf('recommend', request);
    const back = writeBackIn(request, asked.listing);
    const list = (await recommended(request, reply, asked)).scores;
    if (back !== undefined) {
      const itemIds = list.map(({ Id }) => Id);
      await writeBack(request, back, { userId: asked.userId, itemIds, at: clock() }, intake);
    }
    return request.headers['x-api-version'] === '2' ? list : list.map(({ Id }) => Id);
  });
  app.get(`${BASE}/collaborative-filtering/*`, { config }, async (request, reply) => {
    const asked = askedOf('collaborative-filtering', request);
    return (await recommended(request, reply, asked)).scores;
  });
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
}

/** The list that a call wants for a user. */
function askedOf(call: string, request: FastifyRequest) {
  const named = userAndCategory(behind(call, request));
  const userId = requireId('The user', named.userId);
  const visitor = { userId, anonymousId: null };
  return { userId, visitor, listing: listingOf(request, named.category) };
}
