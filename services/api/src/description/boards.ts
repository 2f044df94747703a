import { described, flag, list, number, object, oneOf, text, time } from '@freshet/openapi';
import type { Operation, Schema } from '@freshet/runtime';
import { WINDOWS } from '../board-lists.ts';
import type { BoughtNothing } from '../bought-together.ts';
import { emptyBecause, row } from './lists.ts';
import { id, inQuery, listing } from './parameters.ts';

const category = described(text, 'Only items of it.');
const window: Schema = { type: 'string', enum: WINDOWS };

const visited = list(row('VisitedItem', { score: described(number, 'Visits, newer ones more.') }));
const published = list(row('PublishedItem', { publishedAt: time }));

export const getTrending: Operation = {
  id: 'getTrending',
  group: 'Recommendations',
  summary: 'What many look at now',
  query: inQuery({
    window: described({ ...window, default: '1h' }, 'In which time a visit loses half its weight.'),
    category,
    ...listing,
  }),
  answers: {
    200: {
      description: 'Best first.',
      schema: object('Trending', { window, items: visited }, { emptyBecause }),
    },
  },
};

export const getPopular: Operation = {
  id: 'getPopular',
  group: 'Recommendations',
  summary: 'What has been looked at most',
  query: inQuery({ category, ...listing }),
  answers: {
    200: {
      description: 'Best first.',
      schema: object('Popular', { items: visited }, { emptyBecause }),
    },
  },
};

export const getLatest: Operation = {
  id: 'getLatest',
  group: 'Recommendations',
  summary: 'What was published last',
  query: inQuery({ category, ...listing }),
  answers: {
    200: {
      description: 'Newest first.',
      schema: object('Latest', { items: published }, { emptyBecause }),
    },
  },
};

const nothing: Record<BoughtNothing, string> = {
  NEVER_BOUGHT_TOGETHER: 'no order had the item and another one',
  NOTHING_SERVABLE: 'nothing that was bought with it may be shown',
  FILTER_MATCHES_NOTHING: 'the filter passes none of it',
  STORE_UNREACHABLE: 'the store cannot tell now',
};

const boughtTogether = object(
  'BoughtTogether',
  {
    strategy: { type: 'string', enum: ['bought-together', 'none'] },
    items: list(row('BoughtItem', { score: described(number, 'Its share of the orders.') })),
  },
  { emptyBecause: oneOf(nothing), degraded: flag },
);

export const getBoughtTogether: Operation = {
  id: 'getBoughtTogether',
  group: 'Recommendations',
  summary: 'What was in the same orders as an item',
  path: { itemId: { description: 'Of the item.', schema: id } },
  query: inQuery(listing),
  answers: { 200: { description: 'Most often first.', schema: boughtTogether } },
};
