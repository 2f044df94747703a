import type { FastifyInstance } from 'fastify';
import type { CellReader } from '../history/cell-reader.ts';
import { readHistory } from '../history/history.ts';
import { STEPS_S } from '../history/steps.ts';
import { isTimeZone } from '../history/zoned-days.ts';
import {
  refusal,
  type SiteQuery,
  siteField,
  type TimeQuery,
  timeFields,
  timeOf,
  toShow,
} from './query.ts';

const LENGTH_MS = 3_600_000;

const querystring = {
  type: 'object',
  properties: {
    ...siteField,
    ...timeFields,
    step: { type: 'integer', enum: STEPS_S },
    timeZone: { type: 'string', maxLength: 64, default: 'UTC' },
  },
} as const;

interface Query extends SiteQuery, TimeQuery {
  readonly step?: number;
  readonly timeZone: string;
}

/** `GET /v1/dashboard/history`. */
export function historyRoutes(app: FastifyInstance, cells: CellReader, clock: () => number): void {
  app.get<{ Querystring: Query }>(
    '/v1/dashboard/history',
    { config: toShow, schema: { querystring } },
    async ({ query }, reply) => {
      const now = clock();
      const { site, step: stepS, timeZone } = query;
      if (!isTimeZone(timeZone)) throw refusal('timeZone', `"${timeZone}" is no IANA time zone`);
      void reply.header('cache-control', 'no-store');
      return readHistory(cells, { site, stepS, timeZone, ...timeOf(query, now, LENGTH_MS) }, now);
    },
  );
}
