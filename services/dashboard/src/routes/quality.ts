import { ID_BYTES_MAX } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import { type LookUpSources, lookUp } from '../arrivals/look-up.ts';
import { type QualitySources, readQuality } from '../quality/report.ts';
import {
  type SiteQuery,
  siteField,
  type TimeQuery,
  timeFields,
  timeOf,
  toShow,
  toShowAll,
} from './query.ts';

const LENGTH_MS = 3_600_000;

const reportQuery = { type: 'object', properties: { ...siteField, ...timeFields } } as const;
const arrivalQuery = {
  type: 'object',
  properties: { id: { type: 'string', minLength: 1, maxLength: ID_BYTES_MAX } },
  required: ['id'],
} as const;

/** `GET /v1/dashboard/quality` and `/v1/dashboard/arrival`. */
export function qualityRoutes(
  app: FastifyInstance,
  sources: QualitySources & LookUpSources,
  clock: () => number,
): void {
  app.get<{ Querystring: SiteQuery & TimeQuery }>(
    '/v1/dashboard/quality',
    { config: toShow, schema: { querystring: reportQuery } },
    ({ query }, reply) => {
      void reply.header('cache-control', 'no-store');
      const now = clock();
      const time = timeOf(query, now, LENGTH_MS);
      return readQuality(sources, { site: query.site, ...time }, now);
    },
  );

  app.get<{ Querystring: { readonly id: string } }>(
    '/v1/dashboard/arrival',
    { config: toShowAll, schema: { querystring: arrivalQuery } },
    ({ query: { id } }, reply) =>
      reply.header('cache-control', 'no-store').send(lookUp(id, sources)),
  );
}
