import { siteOf } from '@freshet/access';
import { FreshetError, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { exportUser } from '../description/profiles.ts';
import { FieldReader } from '../query/fields.ts';
import { profileAt, unknownProfile } from './profiles.ts';

/**
 * `GET /v1/users/{id}/export`: all state that is kept of a user, or of whom the id leads to, for the user: also
 * what their former ids have done. Each part is bounded, however much that is, and so are the ids.
 */
export function exportRoutes(app: FastifyInstance, api: Api): void {
  const { deployment, clock } = api;
  app.get<{ Params: { id: string } }>(
    '/v1/users/:id/export',
    { config: { ...needs('inspect'), operation: exportUser } },
    async (request) => {
      const { reader } = api.view;
      const site = siteOf(request);
      const fields = new FieldReader({ userId: request.params.id }, ['userId']);
      const asked = { userId: fields.identifier('userId'), anonymousId: null };
      const person = await reader.profile(site, asked);
      const { visitor = asked, formerIds = [], state: profile } = person ?? {};
      const attributions = await reader.attributions(site, [visitor, ...formerIds]);
      if (profile === undefined || attributions === undefined) {
        throw new FreshetError('STORE_UNREACHABLE', 'State cannot be read now; ask again.');
      }
      if (profile === null && attributions.every((row) => row === null))
        throw unknownProfile(asked);
      const [attribution, ...formerly] = attributions;
      const exportedAt = clock();
      return {
        site,
        userId: visitor.userId,
        exportedAt,
        profile: profile && profileAt(profile, exportedAt, deployment.affinityHalfLifeMs),
        attribution,
        formerIds: formerIds.map((former, i) => ({ ...former, attribution: formerly[i] })),
      };
    },
  );
}
