import { siteOf } from '@freshet/access';
import { catalogueItemCodec, itemKey, topics, isIdentifier, ID_BYTES_MAX } from '@freshet/events';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { answer, type Outcome } from '../answer.ts';
import { deleteItem, postItems, putItem } from '../description/change-items.ts';
import type { Ingest } from '../ingest.ts';
import { catalogueRow } from '../catalogue-row.ts';
import { CATALOGUE_ROWS_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import { isFault, type Rejection, rejection } from '../rejection.ts';
import { type Entries, requireEntries, requireObject } from '../request-entries.ts';

interface ItemPath {
  Params: { itemId: string };
}

const toChange = needs('catalogue');

/** `POST /v1/items`, `PUT` and `DELETE /v1/items/{itemId}`: the catalogue. */
export function itemRoutes(app: FastifyInstance, { publishing, metrics }: Ingest): void {
  app.post(
    '/v1/items',
    { config: { ...toChange, operation: postItems } },
    async (request, reply) => {
      const body = requireObject(request.body);
      const entries = requireEntries(body, { field: 'items', max: CATALOGUE_ROWS_MAX, others: [] });
      return answer(reply, await take(catalogueBatch(entries, siteOf(request))), metrics);
    },
  );

  app.put<ItemPath>(
    '/v1/items/:itemId',
    { config: { ...toChange, operation: putItem } },
    async (request, reply) => {
      const itemId = requireItemId(request.params.itemId);
      const body = requireObject(request.body);
      if (body.itemId !== undefined && body.itemId !== itemId) {
        const message = 'itemId must be that of the path, or be left out.';
        throw new HttpProblem(400, { code: 'ID_INVALID', message, pointer: '/itemId' });
      }
      const entries = { rows: [{ ...body, itemId }], pointer: undefined };
      return answer(reply, await take(catalogueBatch(entries, siteOf(request))), metrics);
    },
  );

  app.delete<ItemPath>(
    '/v1/items/:itemId',
    { config: { ...toChange, operation: deleteItem } },
    async (request, reply) => {
      const itemId = requireItemId(request.params.itemId);
      const messages = [catalogueMessage(itemKey(siteOf(request), itemId), null)];
      return answer(reply, await take({ messages, rejected: [] }), metrics);
    },
  );

  async function take({ messages, rejected }: CatalogueBatch): Promise<Outcome> {
    const durability =
      messages.length === 0 ? 'log' : await publishing.publish(topics.catalogueItems, messages);
    return { accepted: messages.length, duplicates: 0, rejected, durability };
  }
}

interface CatalogueBatch {
  readonly messages: readonly Message[];
  readonly rejected: readonly Rejection[];
}

function catalogueBatch(entries: Entries, site: string): CatalogueBatch {
  const messages: Message[] = [];
  const rejected: Rejection[] = [];
  for (const [index, row] of entries.rows.entries()) {
    const item = catalogueRow(row, site);
    if (isFault(item)) {
      rejected.push(rejection(item, entries, index));
    } else {
      const key = itemKey(item.site, item.itemId);
      messages.push(catalogueMessage(key, catalogueItemCodec.encode(item)));
    }
  }
  return { messages, rejected };
}

function catalogueMessage(key: string, value: Uint8Array | null): Message {
  return { id: null, key, value, ack: 'all' };
}

function requireItemId(itemId: string): string {
  if (isIdentifier(itemId)) return itemId;
  throw new HttpProblem(400, {
    code: 'ID_INVALID',
    message: `The itemId of the path must be 1 to ${ID_BYTES_MAX} bytes without control characters.`,
  });
}
