import { DEFAULT_SITE } from '@freshet/events';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { FieldReader, refuseOthers } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { parseSlot } from '../query/recommendation-request.ts';

interface ItemPath {
  Params: { itemId: string };
}

/** `GET /v1/items/{itemId}`: what is known of an item; `/similar`: what people visit with it. */
export function itemRoutes(app: FastifyInstance, api: Api): void {
  app.get<ItemPath>('/v1/items/:itemId', (request) => {
    refuseOthers(fieldsOfQuery(request.query), []);
    const itemId = requireItemId(request.params);
    const { items } = api.view.tables.site(DEFAULT_SITE);
    const slot = items.slotOf(itemId);
    if (!items.isKnown(slot)) {
      const message = `Nothing is known of the item "${itemId}".`;
      throw new HttpProblem(404, { code: 'ITEM_UNKNOWN', message });
    }
    return {
      itemId,
      catalogue: items.entryIn(slot) ?? null,
      visits: items.columns.visits[slot]!,
      lastSeen: items.columns.lastSeen[slot]! || null,
    };
  });

  app.get<ItemPath>('/v1/items/:itemId/similar', async (request, reply) => {
    const itemId = requireItemId(request.params);
    const listing = parseSlot(new FieldReader(fieldsOfQuery(request.query), ['n', 'filter']));
    const slot = { ...listing, itemId, scenario: 'product' as const };
    const [answer] = await api.view.recommender.answer(DEFAULT_SITE, {
      visitor: { userId: null, anonymousId: null },
      session: [],
      at: null,
      slots: [{ name: '', slot }],
    });
    reply.answeredBy = answer!.strategy;
    return answer;
  });
}

function requireItemId(params: ItemPath['Params']): string {
  return new FieldReader(params, ['itemId']).identifier('itemId')!;
}
