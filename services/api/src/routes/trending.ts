import { DEFAULT_SITE } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { parseListing } from '../query/recommendation-request.ts';
import { trending, WINDOWS } from '../trending.ts';

/** `GET /v1/trending`: what many look at now, on the whole site or in one category. */
export function trendingRoutes(app: FastifyInstance, api: Api): void {
  app.get('/v1/trending', async (request) => {
    const fields = fieldsOfQuery(request.query);
    const reader = new FieldReader(fields, ['window', 'category', 'n', 'filter']);
    const listing = parseListing(reader);
    const query = {
      window: reader.choice('window', WINDOWS, '1h'),
      category: reader.text('category'),
      ...listing,
    };
    return {
      window: query.window,
      items: await trending(api.view.tables.site(DEFAULT_SITE), query, api.deployment),
    };
  });
}
