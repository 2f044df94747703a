import { described, integer, list, nullable, object, text, time } from '@freshet/openapi';
import type { Operation } from '@freshet/runtime';
import { catalogueEntry, row } from './lists.ts';
import { id, inQuery, listing } from './parameters.ts';

const visits = described(integer(0), 'Of all visitors.');

export const getItems: Operation = {
  id: 'getItems',
  group: 'Catalogue',
  summary: 'What items there are, a page at a time',
  query: inQuery({
    n: listing.n,
    after: described({ ...integer(0), default: 0 }, 'The `next` of the page before.'),
    fields: listing.fields,
  }),
  answers: {
    200: {
      description: 'A page, in an order that means nothing.',
      schema: object(
        'ItemPage',
        {
          known: described(integer(0), 'Items that anything is known of.'),
          catalogued: described(integer(0), 'Of these, how many are in the catalogue.'),
          items: list(row('KnownItem', { visits })),
        },
        { next: described(integer(0), 'Brings the next page as `after`; the last has none.') },
      ),
    },
  },
};

export const getItem: Operation = {
  id: 'getItem',
  group: 'Catalogue',
  summary: 'What is known of an item',
  path: { itemId: { description: 'Of the item.', schema: id } },
  answers: {
    200: {
      description: 'What is known.',
      schema: object('Item', {
        itemId: text,
        catalogue: nullable(catalogueEntry),
        visits,
        lastSeen: nullable(time),
      }),
    },
  },
};
