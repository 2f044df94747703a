import { siteOf } from '@freshet/access';
import { forVisitors } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { describeItems } from '../answers/catalogue-fields.ts';
import type { Api } from '../api.ts';
import { type BoardQuery, latest, mostVisited, WINDOWS } from '../board-lists.ts';
import { getLatest, getPopular, getTrending } from '../description/boards.ts';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { parseListing, type Slot } from '../query/recommendation-request.ts';

const listFields = ['category', 'n', 'filter', 'fields'];

/** Lists that are the same for everyone, of the whole site or of one category. */
export function boardListRoutes(app: FastifyInstance, api: Api): void {
  const siteIn = (request: FastifyRequest) => api.view.tables.site(siteOf(request));

  /** What many look at now. */
  app.get(
    '/v1/trending',
    { config: { ...forVisitors('recommend'), operation: getTrending } },
    async (request) => {
      const reader = new FieldReader(fieldsOfQuery(request.query), ['window', ...listFields]);
      const query = parseBoardQuery(reader);
      const window = reader.choice('window', WINDOWS, '1h');
      const site = siteIn(request);
      const list = await mostVisited(site, window, query, api.deployment);
      return { window, ...describeItems(list, query.fields, site.items) };
    },
  );

  /** What has been looked at most for as long as the deployment remembers well: weeks in a shop. */
  app.get(
    '/v1/popular',
    { config: { ...forVisitors('recommend'), operation: getPopular } },
    async (request) => {
      const query = parseBoardQuery(new FieldReader(fieldsOfQuery(request.query), listFields));
      const site = siteIn(request);
      const list = await mostVisited(site, 'long', query, api.deployment);
      return describeItems(list, query.fields, site.items);
    },
  );

  /** What was published last. */
  app.get(
    '/v1/latest',
    { config: { ...forVisitors('recommend'), operation: getLatest } },
    async (request) => {
      const query = parseBoardQuery(new FieldReader(fieldsOfQuery(request.query), listFields));
      const site = siteIn(request);
      const list = await latest(site, query, api.clock());
      return describeItems(list, query.fields, site.items);
    },
  );
}

type ListQuery = BoardQuery & Pick<Slot, 'fields'>;

function parseBoardQuery(reader: FieldReader): ListQuery {
  return { category: reader.text('category'), ...parseListing(reader) };
}
