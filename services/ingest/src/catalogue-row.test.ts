import { expect, test } from 'vitest';
import { catalogueRow } from './catalogue-row.ts';

test('an item needs its id only', () => {
  expect(catalogueRow({ itemId: 'a' }, 'default')).toEqual({
    site: 'default',
    itemId: 'a',
    title: null,
    url: null,
    image: null,
    categories: [],
    price: null,
    currency: null,
    available: true,
    publishedAt: null,
    properties: null,
  });
});

test('an item keeps what it says', () => {
  const item = {
    itemId: 'a',
    title: 'Shoe',
    categories: ['shoes'],
    price: 0,
    currency: 'EUR',
    available: false,
    publishedAt: '2026-01-01',
    properties: { colour: 'red' },
  };
  expect(catalogueRow(item, 'default')).toMatchObject({
    ...item,
    publishedAt: Date.UTC(2026, 0),
    properties: '{"colour":"red"}',
  });
});

test.for([
  { why: 'no id', item: {}, code: 'FIELD_MISSING', pointer: '/itemId' },
  { why: 'a null id', item: { itemId: null }, code: 'FIELD_TYPE', pointer: '/itemId' },
  {
    why: 'an unknown field',
    item: { itemId: 'a', colour: 1 },
    code: 'FIELD_UNKNOWN',
    pointer: '/colour',
  },
  {
    why: 'a price of NaN',
    item: { itemId: 'a', price: Number.NaN },
    code: 'FIELD_TYPE',
    pointer: '/price',
  },
  {
    why: 'a price below 0',
    item: { itemId: 'a', price: -1 },
    code: 'FIELD_RANGE',
    pointer: '/price',
  },
  {
    why: 'a text for available',
    item: { itemId: 'a', available: 'no' },
    code: 'FIELD_TYPE',
    pointer: '/available',
  },
  {
    why: '33 categories',
    item: { itemId: 'a', categories: Array(33).fill('c') },
    code: 'FIELD_RANGE',
    pointer: '/categories',
  },
  {
    why: 'an empty category',
    item: { itemId: 'a', categories: [''] },
    code: 'CATEGORY_INVALID',
    pointer: '/categories/0',
  },
  {
    why: 'a title of 2 KB',
    item: { itemId: 'a', title: 'x'.repeat(2048) },
    code: 'FIELD_RANGE',
    pointer: '/title',
  },
  {
    why: 'no date for publishedAt',
    item: { itemId: 'a', publishedAt: 'soon' },
    code: 'TIME_INVALID',
    pointer: '/publishedAt',
  },
])('an item with $why is refused', ({ item, code, pointer }) => {
  expect(catalogueRow(item, 'default')).toMatchObject({ code, pointer });
});
