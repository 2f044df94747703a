import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { documentedCalls } from '../support/api-document.ts';
import { openIngest } from '../support/ingest.ts';
import { isCall, routesOf } from '../support/routes-of.ts';
import { openShop } from '../support/small-shop.ts';

const servers = [
  ['ingest', openIngest],
  ['API', openShop],
] as const;

describe.for(servers)('the document of %s', ([, open]) => {
  test('is OpenAPI 3.1, and has all calls and no other', async () => {
    const { app } = await open();
    const { document, calls } = await documentedCalls(app);
    const validator = new Validator();
    expect(await validator.validate({ ...document })).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(calls.toSorted()).toEqual(routesOf(app).filter(isCall).toSorted());
    const ids = calls.map((call) => operationOf(document, call).operationId);
    expect(new Set(ids).size).toBe(calls.length);
  });
});

/** What operators call is tried by itself, and what clients of others call with these. */
const isOfShops = (document: Document) => (call: string) =>
  !['Administration', 'Other protocols'].includes(operationOf(document, call).tags[0]!);

type Document = Awaited<ReturnType<typeof documentedCalls>>['document'];

function operationOf({ paths }: Document, call: string) {
  const [method, path] = call.split(' ');
  return paths[path!]![method!.toLowerCase()]!;
}

test('ingest answers as its document says', async () => {
  const { app } = await openIngest();
  const { answered, calls, document, tried } = await documentedCalls(app);
  const send = (payload: object, query = '') =>
    answered('POST /v1/events', `/v1/events${query}`, { payload });
  const view = { id: 'v', type: 'view', userId: 'ada', itemId: 'tent', context: { page: '/' } };
  await send(view);
  await send({ events: [view, view, { type: 'view' }] }, '?ids=true');
  expect(await send({ type: 'view' })).toMatchObject({ status: 400 });
  expect(await send({ events: [] })).toMatchObject({ status: 400 });
  await send({
    history: { source: 'shop' },
    events: [{ ...view, occurredAt: 1, sequence: 0 }],
  });
  await answered('GET /v1/messages/{id}', '/v1/messages/v');
  await answered('POST /v1/items', '/v1/items', { payload: { items: [{ itemId: 'a' }, {}] } });
  await answered('PUT /v1/items/{itemId}', '/v1/items/b', { payload: { price: 1 } });
  await answered('DELETE /v1/items/{itemId}', '/v1/items/b');
  await answered('DELETE /v1/profiles', '/v1/profiles?userId=ada');
  const { body } = await answered('DELETE /v1/users/{id}', '/v1/users/ada');
  await answered('GET /v1/erasures/{id}', `/v1/erasures/${body['erasureId'] as string}`);
  expect([...tried].toSorted()).toEqual(calls.filter(isOfShops(document)).toSorted());
});

test('the API answers as its document says', async () => {
  const { app, catalogue, order } = await openShop();
  await order(['A', 'X'], ['A', 'Y']);
  const { answered, calls, document, tried } = await documentedCalls(app);
  const get = (path: string, query: string, call = path) => answered(`GET ${call}`, path + query);
  const ask = (payload: object) =>
    answered('POST /v1/recommendations', '/v1/recommendations', { payload });
  const full =
    '&explain=true&page=true&diversity=0.5&fields=title,price,categories&exploration=0.5';
  await get('/v1/recommendations', '?userId=visitor&n=3&explain=true');
  await get('/v1/recommendations', '?userId=stranger');
  await get('/v1/recommendations', '?userId=visitor&scenario=listing&category=none');
  const entry = { title: 'A', categories: ['all'], price: 1, publishedAt: 1 };
  await catalogue({ A: entry, X: entry, Y: entry, P: { title: 'P' }, N: { title: 'New' } });
  await get('/v1/recommendations', `?userId=visitor${full}`);
  await ask({ session: ['A'], boost: [{ filter: 'item.price > 0', factor: 2 }], explain: true });
  await ask({ userId: 'visitor', candidates: ['X', 'nothing'] });
  await ask({ userId: 'visitor', slots: { top: { n: 1 }, below: { explain: true } } });
  await get('/v1/items/A/similar', '?n=2&fields=title', '/v1/items/{itemId}/similar');
  await get('/v1/items/A/bought-together', '?fields=title', '/v1/items/{itemId}/bought-together');
  await get('/v1/items/P/bought-together', '', '/v1/items/{itemId}/bought-together');
  await get('/v1/items', '?n=2&fields=title,available');
  await get('/v1/items/A', '', '/v1/items/{itemId}');
  await get('/v1/trending', '?window=5m&fields=title');
  await get('/v1/trending', '?category=none');
  await get('/v1/popular', '');
  await get('/v1/latest', '');
  await get('/v1/profiles', '?userId=visitor');
  await get('/v1/users/visitor/export', '', '/v1/users/{id}/export');
  await get('/v1/ranker', '');
  expect([...tried].toSorted()).toEqual(calls.filter(isOfShops(document)).toSorted());
});

test('parameters are those that the API knows, within the bounds that it has', async () => {
  const { app } = await openShop();
  const { document, calls } = await documentedCalls(app);
  const lists = calls.filter((call) => {
    return call.startsWith('GET /v1/') && !call.includes('/users/') && isOfShops(document)(call);
  });
  expect(lists.length).toBeGreaterThan(8);
  for (const call of lists) {
    const url = call.slice(4).replace('{itemId}', 'A');
    const parameters = operationOf(document, call).parameters.filter((one) => one.in === 'query');
    const names = parameters.map(({ name }) => name);
    const { code, message } = (await app.inject(`${url}?nonsense=1`)).json<Problem>();
    expect(code, call).toBe('PARAMETER_UNKNOWN');
    const known = /there are (.+)\.$/.exec(message)![1]!.split(', ');
    expect(names.toSorted(), call).toEqual(names.length === 0 ? [] : known.toSorted());
    for (const { name, schema } of parameters) {
      for (const [bound, beyond] of [
        [schema.minimum, (schema.minimum ?? 0) - 1],
        [schema.maximum, (schema.maximum ?? 0) + 1],
      ]) {
        if (bound === undefined) continue;
        const at = async (value: number) =>
          (await app.inject(`${url}?${name}=${value}`)).statusCode;
        expect([await at(bound), await at(beyond!)], `${name} of ${call}`).toEqual([200, 400]);
      }
    }
  }
});

test('members of a body are those that the API knows', async () => {
  const { app } = await openShop();
  const { components } = (await documentedCalls(app)).document;
  const knownOf = async (payload: object) => {
    const url = '/v1/recommendations';
    const { message } = (await app.inject({ method: 'POST', url, payload })).json<Problem>();
    return /there are (.+)\.$/.exec(message)![1]!.split(', ').toSorted();
  };
  const membersOf = (name: string) => Object.keys(components.schemas[name]!.properties).toSorted();
  expect(await knownOf({ nonsense: 1 })).toEqual(membersOf('RecommendationQuestion'));
  expect(await knownOf({ nonsense: 1, slots: {} })).toEqual(membersOf('SlotsQuestion'));
  expect(await knownOf({ slots: { a: { nonsense: 1 } } })).toEqual(membersOf('Slot'));
});

interface Problem {
  readonly code: string;
  readonly message: string;
}
