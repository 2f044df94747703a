import type { FastifyInstance } from 'fastify';
import { DIMENSIONS, readAnalytics } from '../analytics/analytics.ts';
import { csvOf } from '../analytics/csv.ts';
import type { CellReader } from '../history/cell-reader.ts';
import type { Dimension } from '../shapes/analytics.ts';
import { type SiteQuery, siteField, type TimeQuery, timeFields, timeOf, toShow } from './query.ts';

const LENGTH_MS = 86_400_000;

const properties = { ...siteField, ...timeFields } as const;
const by = { type: 'string', enum: DIMENSIONS } as const;

type Query = SiteQuery & TimeQuery;

/** `GET /v1/dashboard/analytics`, and one breakdown of it as a table under `/v1/dashboard/analytics.csv`. */
export function analyticsRoutes(
  app: FastifyInstance,
  cells: CellReader,
  clock: () => number,
): void {
  const read = (query: Query) => {
    const now = clock();
    return readAnalytics(cells, { site: query.site, ...timeOf(query, now, LENGTH_MS) }, now);
  };

  app.get<{ Querystring: Query }>(
    '/v1/dashboard/analytics',
    { config: toShow, schema: { querystring: { type: 'object', properties } } },
    ({ query }, reply) => {
      void reply.header('cache-control', 'no-store');
      return read(query);
    },
  );

  app.get<{ Querystring: Query & { readonly by: Dimension } }>(
    '/v1/dashboard/analytics.csv',
    {
      config: toShow,
      schema: {
        querystring: { type: 'object', properties: { ...properties, by }, required: ['by'] },
      },
    },
    async ({ query }, reply) => {
      const { breakdowns } = await read(query);
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': `attachment; filename="${query.site}-${query.by}.csv"`,
        })
        .type('text/csv; charset=utf-8')
        .send(csvOf(query.by, breakdowns[query.by]));
    },
  );
}
