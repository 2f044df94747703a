import { requireKeyScope, siteOf } from '@freshet/access';
import { BASE, type Part, partOf, partsBehind, rowsIn } from '@freshet/gorse';
import { HttpProblem, needs } from '@freshet/runtime';
import type { CatalogueEntry, SiteItems } from '@freshet/tables';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { itemPage } from '../item-pages.ts';
import { N_MAX } from '../query/recommendation-request.ts';
import type { Catalogue } from './catalogue.ts';
import { itemDocument, newItem, patchedItem } from './item-document.ts';
import { searchOf } from './item-search.ts';
import { listingOf, requireId, wholeNumber } from './listing.ts';
import { neighboursOf } from './neighbours.ts';
import type { Scores } from './scores.ts';
import { feedbackOfItem } from './told/routes.ts';
import type { ToldLog } from './told/told-log.ts';
import { notHere } from './unsupported.ts';

const PLACE_MAX = 2 ** 32;

const toRead = needs(['recommend', 'catalogue']);
const toWrite = needs('catalogue');

interface ItemSources {
  readonly catalogue: Catalogue;
  readonly scores: Scores;
  readonly told: ToldLog;
}

/** Gorse's items: our catalogue. */
export function itemRoutes(
  app: FastifyInstance,
  api: Api,
  { catalogue, scores, told }: ItemSources,
): void {
  const itemsIn = (request: FastifyRequest): SiteItems =>
    api.view.tables.site(siteOf(request)).items;

  for (const url of [`${BASE}/items`, `${BASE}/items/`]) {
    app.get(url, { config: toRead }, (request) => itemsOf(request, itemsIn(request)));
    app.post(url, { config: toWrite }, async (request) => {
      const items = rowsIn(request.body, 'items').map((row) => newItem(row, siteOf(request)));
      await catalogue.put(items);
      return { RowAffected: items.length };
    });
  }
  for (const url of [`${BASE}/item`, `${BASE}/item/`]) {
    app.post(url, { config: toWrite }, async (request) => {
      await catalogue.put([newItem(request.body, siteOf(request))]);
      return { RowAffected: 1 };
    });
  }
  app.get(`${BASE}/item/*`, { config: toRead }, async (request, reply) => {
    const { id, of, rest } = itemPart(request);
    if (of === 'neighbors') {
      return neighboursOf(id, listingOf(request, rest), { scores, request, reply });
    }
    if (of === 'feedback') {
      requireKeyScope(request, 'inspect', 'Feedback of an item');
      return feedbackOfItem(told, siteOf(request), { itemId: id, type: rest });
    }
    const items = itemsIn(request);
    const slot = items.slotOf(id);
    if (!items.isKnown(slot)) throw unknownItem(id);
    return itemDocument(id, items.entryIn(slot));
  });
  app.delete(`${BASE}/item/*`, { config: toWrite }, async (request) => {
    const { id, of, rest } = itemPart(request);
    if (of === 'category') {
      return changeCategories(request, id, (all) => all.filter((one) => one !== rest));
    }
    await catalogue.delete({ site: siteOf(request), itemId: id });
    return { RowAffected: 1 };
  });
  app.patch(`${BASE}/item/*`, { config: toWrite }, (request) => {
    const { id } = itemPart(request);
    return catalogue.change(async () => {
      const entry = entryOf(request, id);
      if (entry === undefined) return { RowAffected: 0 };
      await catalogue.put([patchedItem(entry, request.body, siteOf(request))]);
      return { RowAffected: 1 };
    });
  });
  app.put(`${BASE}/item/*`, { config: toWrite }, (request) => {
    const { id, of, rest } = itemPart(request);
    if (of !== 'category' || rest === '') throw notHere('PUT of anything but a category');
    return changeCategories(request, id, (all) => [...new Set([...all, rest])]);
  });

  function changeCategories(
    request: FastifyRequest,
    id: string,
    change: (categories: readonly string[]) => readonly string[],
  ) {
    return catalogue.change(async () => {
      const entry = entryOf(request, id);
      if (entry === undefined) throw unknownItem(id);
      const patch = { Categories: change(entry.categories) };
      await catalogue.put([patchedItem(entry, patch, siteOf(request))]);
      return { RowAffected: 1 };
    });
  }

  function entryOf(request: FastifyRequest, id: string): CatalogueEntry | undefined {
    const items = itemsIn(request);
    return items.entryIn(items.slotOf(id));
  }
}

function itemPart({ url }: FastifyRequest): Part {
  const part = partOf(partsBehind(`${BASE}/item/`, url), ['neighbors', 'feedback', 'category']);
  return { ...part, id: requireId('The item', part.id) };
}

/** A page of items; the cursor of the next one is the place in the tables where it begins. */
function itemsOf({ query }: FastifyRequest, items: SiteItems) {
  const { n, cursor, Cursor, q } = query as Readonly<Record<string, unknown>>;
  const after = wholeNumber('cursor', cursor ?? Cursor, 0);
  const size = Math.min(wholeNumber('n', n, 10), N_MAX);
  const place = { n: size, after: Math.min(after, PLACE_MAX) };
  const isAll = q === undefined || q === '';
  const page = itemPage(items, isAll ? place : { ...place, isWanted: searchOf(q, items) });
  return {
    Cursor: page.next === undefined ? '' : String(page.next),
    Items: page.items.map(({ itemId }) =>
      itemDocument(itemId, items.entryIn(items.slotOf(itemId))),
    ),
  };
}

const unknownItem = (id: string) =>
  new HttpProblem(404, { code: 'ITEM_UNKNOWN', message: `${id}: item not found` });
