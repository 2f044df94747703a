import { expect, test } from 'vitest';
import { openCatalogueTable } from '@freshet/ingest';
import { quietLogger } from '../support/quiet-logger.ts';
import { eventually } from '../support/eventually.ts';
import { openIngest, type TestIngest } from '../support/ingest.ts';

type Method = 'PUT' | 'POST' | 'DELETE';

function call({ app }: TestIngest, method: Method, url: string, payload?: object) {
  return app.inject({ method, url, ...(payload && { payload }) });
}

test('an item is put and deleted under its key', async () => {
  const ingest = await openIngest();
  const put = await call(ingest, 'PUT', '/v1/items/tent%2F2', { title: 'Tent', price: 99.5 });
  expect([put.statusCode, put.json()]).toEqual([
    202,
    { accepted: 1, rejected: [], durability: 'log' },
  ]);
  expect((await call(ingest, 'DELETE', '/v1/items/tent%2F2')).statusCode).toBe(202);
  expect(await ingest.catalogueRecords()).toMatchObject([
    { key: 'default/tent/2', item: { itemId: 'tent/2', title: 'Tent', price: 99.5 } },
    { key: 'default/tent/2', item: undefined },
  ]);
});

test('a bad row does not fail its neighbours', async () => {
  const ingest = await openIngest();
  const items = [{ itemId: 'a' }, { itemId: '' }, { itemId: 'b', colour: 'red' }];
  const answer = await call(ingest, 'POST', '/v1/items', { items });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toMatchObject({
    accepted: 1,
    rejected: [
      { index: 1, code: 'ID_INVALID', pointer: '/items/1/itemId' },
      { index: 2, code: 'FIELD_UNKNOWN', pointer: '/items/2/colour' },
    ],
  });
});

test.for([
  {
    why: 'another id than the path',
    url: '/v1/items/a',
    body: { itemId: 'b' },
    code: 'ID_INVALID',
  },
  { why: 'a list', url: '/v1/items/a', body: [], code: 'BODY_INVALID' },
  {
    why: 'a field nobody knows',
    url: '/v1/items/a',
    body: { colour: 1 },
    code: 'ENTRIES_REJECTED',
  },
  { why: 'a long id', url: `/v1/items/${'x'.repeat(257)}`, body: {}, code: 'ID_INVALID' },
  { why: 'a NUL in its id', url: '/v1/items/%00', body: {}, code: 'ID_INVALID' },
])('an item with $why is answered 400 $code', async ({ url, body, code }) => {
  const ingest = await openIngest();
  const answer = await call(ingest, 'PUT', url, body);
  expect([answer.statusCode, answer.json().code]).toEqual([400, code]);
});

test('501 rows are too many', async () => {
  const ingest = await openIngest();
  const items = Array.from({ length: 501 }, (_, i) => ({ itemId: `i${i}` }));
  expect((await call(ingest, 'POST', '/v1/items', { items })).statusCode).toBe(413);
});

test('a table opened later holds the newest of every item, and no deleted one', async () => {
  const ingest = await openIngest();
  await call(ingest, 'POST', '/v1/items', {
    items: [
      { itemId: 'a', categories: ['old'] },
      { itemId: 'b', categories: ['gone'] },
      { itemId: 'a', categories: ['new'] },
    ],
  });
  await call(ingest, 'DELETE', '/v1/items/b');
  const table = await openTable(ingest);
  await table.caughtUp;
  expect(table.isCaughtUp).toBe(true);
  expect(table.items).toBe(1);
  expect(table.categories('default/a')).toEqual(['new']);
  expect(table.categories('default/b')).toEqual([]);
  await table.close();
});

const rows = (categories: string[]) => ({
  items: ['a', 'b', 'c'].map((itemId) => ({ itemId, categories })),
});

test('a full table leaves further items out and goes on with those it has', async () => {
  const ingest = await openIngest();
  await call(ingest, 'POST', '/v1/items', rows(['old']));
  const table = await openTable(ingest, 2);
  await table.caughtUp;
  expect(table.items).toBe(2);
  await call(ingest, 'POST', '/v1/items', rows(['new']));
  const held = () => ['a', 'b', 'c'].flatMap((id) => table.categories(`default/${id}`));
  await eventually('the held items are new', () => expect(held()).toEqual(['new', 'new']));
  await table.close();
});

function openTable({ log }: TestIngest, itemsMax?: number) {
  const options = { log, logger: quietLogger, onFatal: fail };
  return openCatalogueTable(itemsMax === undefined ? options : { ...options, itemsMax });
}

function fail(error: Error): void {
  throw error;
}
