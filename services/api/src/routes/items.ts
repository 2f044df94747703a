import { DEFAULT_SITE } from '@freshet/events';
import { HttpProblem } from '@freshet/runtime';
import type { SiteItems } from '@freshet/tables';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { boughtTogether } from '../bought-together.ts';
import { FieldReader, refuseOthers } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { parseListing, parseSlot } from '../query/recommendation-request.ts';

interface ItemPath {
  Params: { itemId: string };
}

/**
 * `GET /v1/items/{itemId}`: what is known of an item; `/similar`: what people visit with it;
 * `/bought-together`: what they buy with it.
 */
export function itemRoutes(app: FastifyInstance, api: Api): void {
  app.get<ItemPath>('/v1/items/:itemId', (request) => {
    refuseOthers(fieldsOfQuery(request.query), []);
    const itemId = requireItemId(request.params);
    const { items } = api.view.tables.site(DEFAULT_SITE);
    const slot = requireKnown(itemId, items);
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
    const slot = { ...listing, itemId, scenario: 'product' as const, exploration: 0 };
    const [answer] = await api.view.recommender.answer(DEFAULT_SITE, {
      visitor: { userId: null, anonymousId: null },
      session: [],
      at: null,
      paging: null,
      slots: [{ name: '', slot }],
    });
    reply.answeredBy = answer!.strategy;
    return answer;
  });

  app.get<ItemPath>('/v1/items/:itemId/bought-together', async (request, reply) => {
    const itemId = requireItemId(request.params);
    const query = parseListing(new FieldReader(fieldsOfQuery(request.query), ['n', 'filter']));
    const { tables, reader } = api.view;
    const { items } = tables.site(DEFAULT_SITE);
    requireKnown(itemId, items);
    const list = await reader.coPurchases(DEFAULT_SITE, itemId);
    const answer = boughtTogether(list, query, items);
    reply.answeredBy = answer.strategy;
    return answer;
  });
}

/** Its slot. */
function requireKnown(itemId: string, items: SiteItems): number {
  const slot = items.slotOf(itemId);
  if (items.isKnown(slot)) return slot;
  const message = `Nothing is known of the item "${itemId}".`;
  throw new HttpProblem(404, { code: 'ITEM_UNKNOWN', message });
}

function requireItemId(params: ItemPath['Params']): string {
  return new FieldReader(params, ['itemId']).identifier('itemId')!;
}
