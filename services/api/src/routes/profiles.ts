import { siteOf } from '@freshet/access';
import { FreshetError, HttpProblem, needs } from '@freshet/runtime';
import { type Affinity, type Profile, valueOfLevel } from '@freshet/recommend';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { getProfile } from '../description/profiles.ts';
import { FieldReader } from '../query/fields.ts';
import type { Visitor } from '../query/visitor.ts';

/** `GET /v1/profiles`: what is kept of one visitor, or of whom the id leads to. */
export function profileRoutes(app: FastifyInstance, api: Api): void {
  const { deployment, clock } = api;
  app.get<{ Querystring: Record<string, unknown> }>(
    '/v1/profiles',
    { config: { ...needs('inspect'), operation: getProfile } },
    async (request) => {
      const visitor = parseVisitor(request.query);
      const person = await api.view.reader.profile(siteOf(request), visitor);
      if (person === undefined) {
        throw new FreshetError('STORE_UNREACHABLE', 'The profile cannot be read now; ask again.');
      }
      const { state: profile, formerIds } = person;
      if (profile === null) throw unknownProfile(visitor);
      const shown = profileAt(profile, clock(), deployment.affinityHalfLifeMs);
      return { ...person.visitor, formerIds, ...shown };
    },
  );
}

export function unknownProfile({ userId, anonymousId }: Visitor): HttpProblem {
  return new HttpProblem(404, {
    code: 'PROFILE_UNKNOWN',
    message: `Nothing is known of ${JSON.stringify(userId ?? anonymousId)}.`,
  });
}

function parseVisitor(query: Record<string, unknown>): Visitor {
  const reader = new FieldReader(query, ['userId', 'anonymousId']);
  if (reader.has('userId') === reader.has('anonymousId')) {
    throw new HttpProblem(400, {
      code: 'PROFILE_MISSING',
      message: 'Name one profile, by userId or by anonymousId.',
    });
  }
  return { userId: reader.identifier('userId'), anonymousId: reader.identifier('anonymousId') };
}

/** The profile for people: scores as they are worth now, strongest first. */
export function profileAt(profile: Profile, now: number, halfLifeMs: number) {
  const { events, firstAt, lastAt, sessionId, session, items, categories, dismissed } = profile;
  const valued = (affinities: readonly Affinity[]) =>
    affinities
      .map(({ id, level }) => ({ id, score: valueOfLevel(level, now, halfLifeMs) }))
      .toSorted((a, b) => b.score - a.score);
  return {
    events,
    firstAt,
    lastAt,
    sessionId,
    session,
    affinities: { items: valued(items), categories: valued(categories) },
    dismissed,
  };
}
