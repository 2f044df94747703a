import { siteOf } from '@freshet/access';
import { forVisitors, HttpProblem, needs } from '@freshet/runtime';
import type { SiteItems } from '@freshet/tables';
import type { FastifyInstance } from 'fastify';
import { describeItems } from '../answers/catalogue-fields.ts';
import type { Api } from '../api.ts';
import { boughtTogether } from '../bought-together.ts';
import { getBoughtTogether } from '../description/boards.ts';
import { getItem, getItems } from '../description/items.ts';
import { getSimilar } from '../description/recommendations.ts';
import { itemPage } from '../item-pages.ts';
import { FieldReader, refuseOthers } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { parseItemFields } from '../query/item-fields.ts';
import { N_DEFAULT, N_MAX, parseListing, parseSlot } from '../query/recommendation-request.ts';

interface ItemPath {
  Params: { itemId: string };
}

/** No table has more places. */
const PLACE_MAX = 2 ** 32;

/** What a shop has is for whoever fills it or shows it on its own server. */
const toList = needs(['catalogue', 'recommend', 'inspect', 'admin']);

const listFields = ['n', 'filter', 'fields'];

/**
 * `GET /v1/items`: what items there are, a page at a time; `/{itemId}`: what is known of one; `/similar`: what people visit with it;
 * `/bought-together`: what they buy with it.
 */
export function itemRoutes(app: FastifyInstance, api: Api): void {
  app.get('/v1/items', { config: { ...toList, operation: getItems } }, (request) => {
    const reader = new FieldReader(fieldsOfQuery(request.query), ['n', 'after', 'fields']);
    const n = reader.integer('n', { min: 1, max: N_MAX, otherwise: N_DEFAULT });
    const after = reader.integer('after', { min: 0, max: PLACE_MAX, otherwise: 0 });
    const { items } = api.view.tables.site(siteOf(request));
    return describeItems(itemPage(items, { n, after }), parseItemFields(reader), items);
  });

  app.get<ItemPath>(
    '/v1/items/:itemId',
    { config: { ...toList, operation: getItem } },
    (request) => {
      refuseOthers(fieldsOfQuery(request.query), []);
      const itemId = requireItemId(request.params);
      const { items } = api.view.tables.site(siteOf(request));
      const slot = requireKnown(itemId, items);
      return {
        itemId,
        catalogue: items.entryIn(slot) ?? null,
        visits: items.columns.visits[slot]!,
        lastSeen: items.columns.lastSeen[slot]! || null,
      };
    },
  );

  app.get<ItemPath>(
    '/v1/items/:itemId/similar',
    { config: { ...forVisitors('recommend'), operation: getSimilar } },
    async (request, reply) => {
      const itemId = requireItemId(request.params);
      const listing = parseSlot(new FieldReader(fieldsOfQuery(request.query), listFields));
      const slot = { ...listing, itemId, scenario: 'product' as const, exploration: 0 };
      const question = {
        visitor: { userId: null, anonymousId: null },
        session: [],
        at: null,
        paging: null,
        slots: [{ name: '', slot }],
      };
      const asking = { leadsOn: false };
      const [answer] = await api.view.recommender.answer(siteOf(request), question, asking);
      reply.answeredBy = answer!.strategy;
      return describeItems(answer!, slot.fields, api.view.tables.site(siteOf(request)).items);
    },
  );

  app.get<ItemPath>(
    '/v1/items/:itemId/bought-together',
    { config: { ...forVisitors('recommend'), operation: getBoughtTogether } },
    async (request, reply) => {
      const itemId = requireItemId(request.params);
      const query = parseListing(new FieldReader(fieldsOfQuery(request.query), listFields));
      const { tables, reader } = api.view;
      const { items } = tables.site(siteOf(request));
      requireKnown(itemId, items);
      const list = await reader.coPurchases(siteOf(request), itemId);
      const answer = boughtTogether(list, query, items);
      reply.answeredBy = answer.strategy;
      return describeItems(answer, query.fields, items);
    },
  );
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
