import { needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { getRanker } from '../description/ranker.ts';
import { onlySite } from '../query/only-site.ts';
import { describeRanker } from '../ranker/description.ts';

/** `GET /v1/ranker`: what answers are ranked by now, and how far that has moved. */
export function rankerRoutes(app: FastifyInstance, api: Api): void {
  app.get(
    '/v1/ranker',
    { config: { ...needs(['inspect', 'admin']), operation: getRanker } },
    (request) => {
      const site = onlySite(request);
      return describeRanker(site, api.view.tables.site(site).weights);
    },
  );
}
