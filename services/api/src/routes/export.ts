import { siteOf } from '@freshet/access';
import { FreshetError, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { FieldReader } from '../query/fields.ts';
import { profileAt, unknownProfile } from './profiles.ts';

/**
 * `GET /v1/users/{id}/export`: all state that is kept of a user, by id, for the user. Both parts are bounded,
 * however much they have done.
 */
export function exportRoutes(app: FastifyInstance, api: Api): void {
  const { deployment, clock } = api;
  app.get<{ Params: { id: string } }>(
    '/v1/users/:id/export',
    { config: needs('inspect') },
    async (request) => {
      const { reader } = api.view;
      const site = siteOf(request);
      const fields = new FieldReader({ userId: request.params.id }, ['userId']);
      const visitor = { userId: fields.identifier('userId'), anonymousId: null };
      const [profile, attribution] = await Promise.all([
        reader.profile(site, visitor),
        reader.attribution(site, visitor),
      ]);
      if (profile === undefined || attribution === undefined) {
        throw new FreshetError('STORE_UNREACHABLE', 'State cannot be read now; ask again.');
      }
      if (profile === null && attribution === null) throw unknownProfile(visitor);
      const exportedAt = clock();
      return {
        site,
        userId: visitor.userId,
        exportedAt,
        profile: profile && profileAt(profile, exportedAt, deployment.affinityHalfLifeMs),
        attribution,
      };
    },
  );
}
