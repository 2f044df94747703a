import {
  type CatalogueItem,
  catalogueItemCodec,
  DEFAULT_SITE,
  itemKey,
  topics,
  isIdentifier,
  ID_BYTES_MAX,
} from '@freshet/events';
import { HttpProblem } from '@freshet/runtime';
import type { OutgoingRecord } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { Ingest } from '../ingest.ts';
import { catalogueRow } from '../catalogue-row.ts';
import { CATALOGUE_ROWS_MAX } from '../limits.ts';
import { isFault, type Rejection, rejection } from '../rejection.ts';
import { type Entries, requireEntries, requireObject } from '../request-entries.ts';

interface ItemPath {
  Params: { itemId: string };
}

/** `POST /v1/items`, `PUT` and `DELETE /v1/items/{itemId}`: the catalogue. */
export function itemRoutes(app: FastifyInstance, { publish, metrics }: Ingest): void {
  app.post('/v1/items', async (request, reply) => {
    const body = requireObject(request.body);
    const entries = requireEntries(body, { field: 'items', max: CATALOGUE_ROWS_MAX, others: [] });
    const { records, rejected } = catalogueBatch(entries);
    if (records.length > 0) await publish(topics.catalogueItems, records);
    return answer(reply, { accepted: records.length, duplicates: 0, rejected }, metrics);
  });

  app.put<ItemPath>('/v1/items/:itemId', async (request, reply) => {
    const itemId = requireItemId(request.params.itemId);
    const body = requireObject(request.body);
    if (body.itemId !== undefined && body.itemId !== itemId) {
      const message = 'itemId must be that of the path, or be left out.';
      throw new HttpProblem(400, { code: 'ID_INVALID', message, pointer: '/itemId' });
    }
    const { records, rejected } = catalogueBatch({
      rows: [{ ...body, itemId }],
      pointer: undefined,
    });
    if (records.length > 0) await publish(topics.catalogueItems, records);
    return answer(reply, { accepted: records.length, duplicates: 0, rejected }, metrics);
  });

  app.delete<ItemPath>('/v1/items/:itemId', async (request, reply) => {
    const itemId = requireItemId(request.params.itemId);
    await publish(topics.catalogueItems, [{ key: itemKey(DEFAULT_SITE, itemId), value: null }]);
    return answer(reply, { accepted: 1, duplicates: 0, rejected: [] }, metrics);
  });
}

function catalogueBatch(entries: Entries): { records: OutgoingRecord[]; rejected: Rejection[] } {
  const records: OutgoingRecord[] = [];
  const rejected: Rejection[] = [];
  for (const [index, row] of entries.rows.entries()) {
    const item = catalogueRow(row, DEFAULT_SITE);
    if (isFault(item)) rejected.push(rejection(item, entries, index));
    else records.push(catalogueRecord(item));
  }
  return { records, rejected };
}

function catalogueRecord(item: CatalogueItem): OutgoingRecord {
  return { key: itemKey(item.site, item.itemId), value: catalogueItemCodec.encode(item) };
}

function requireItemId(itemId: string): string {
  if (isIdentifier(itemId)) return itemId;
  throw new HttpProblem(400, {
    code: 'ID_INVALID',
    message: `The itemId of the path must be 1 to ${ID_BYTES_MAX} bytes without control characters.`,
  });
}
