import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { describeRanker } from '../ranker/description.ts';
import { siteOf } from '../ranker/site-field.ts';

/** `GET /v1/ranker`: what answers are ranked by now, and how far that has moved. */
export function rankerRoutes(app: FastifyInstance, api: Api): void {
  app.get('/v1/ranker', (request) => {
    const site = siteOf(new FieldReader(fieldsOfQuery(request.query), ['site']));
    return describeRanker(site, api.view.tables.site(site).weights);
  });
}
