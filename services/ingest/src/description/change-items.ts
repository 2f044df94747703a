import { closed, list, object, site } from '@freshet/openapi';
import type { Operation, Parameter } from '@freshet/runtime';
import { itemFields } from '../catalogue-row.ts';
import { CATALOGUE_ROWS_MAX } from '../limits.ts';
import { describeFields } from './fields.ts';
import { outcomes } from './outcome.ts';

const meanings: Record<keyof typeof itemFields, string> = {
  itemId: 'The id that events have.',
  title: 'Its words also say what it is like.',
  url: 'Of its page.',
  image: 'The address of its picture.',
  categories: 'The first one counts where an item has one category.',
  price: 'In currency.',
  currency: 'Of the price.',
  available: 'Whether it may be shown; true when absent.',
  publishedAt: 'Epoch milliseconds or ISO 8601 with a zone.',
  properties: 'Fields of your own, for filters; `brand` also says what it is like.',
};

const fields = describeFields(itemFields, meanings);
const { itemId: _itemId, ...withoutId } = fields;

const item = closed({
  title: 'CatalogueItem',
  type: 'object',
  properties: fields,
  required: ['itemId'],
});
const itemAtPath = closed({
  title: 'CatalogueEntryOfPath',
  type: 'object',
  properties: { ...withoutId, itemId: { type: 'string', description: 'That of the path.' } },
});

const itemId: Parameter = { description: 'Of the item.', schema: { type: 'string' } };

export const postItems: Operation = {
  id: 'postItems',
  group: 'Catalogue',
  summary: 'Put items into the catalogue',
  description:
    'Each takes the place of what was known under its id. A bad one does not fail others.',
  query: { site },
  body: closed(
    object('CatalogueItems', { items: { ...list(item, CATALOGUE_ROWS_MAX), minItems: 1 } }),
  ),
  answers: outcomes,
};

export const putItem: Operation = {
  id: 'putItem',
  group: 'Catalogue',
  summary: 'Put one item into the catalogue',
  path: { itemId },
  query: { site },
  body: itemAtPath,
  answers: outcomes,
};

export const deleteItem: Operation = {
  id: 'deleteItem',
  group: 'Catalogue',
  summary: 'Take an item out of the catalogue',
  path: { itemId },
  query: { site },
  answers: outcomes,
};
