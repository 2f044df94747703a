import { expect, it } from 'vitest';
import { AdminFields, fieldsOf } from './fields.ts';
import { changeRequest, listRequest } from './letter-request.ts';

it('reads numbers and times as texts of a query or as JSON', () => {
  const fields = new AdminFields(
    { limit: '7', after: 8, offset: ['1', 2], from: '2026-11-21T00:00:00Z', to: 5 },
    ['limit', 'after', 'offset', 'from', 'to'],
  );
  expect(fields.whole('limit', { min: 1, max: 9 })).toBe(7);
  expect(fields.whole('after', { min: 1, max: 9 })).toBe(8);
  expect(fields.wholes('offset')).toEqual([1, 2]);
  expect(fields.moment('from')).toBe(Date.UTC(2026, 10, 21));
  expect(fields.moment('to')).toBe(5);
});

it.for([
  { query: { limit: '0' }, pointer: '/limit' },
  { query: { limit: '101' }, pointer: '/limit' },
  { query: { after: '-1' }, pointer: '/after' },
  { query: { after: '1e3' }, pointer: '/after' },
  { query: { offset: [] }, pointer: '/offset' },
  { query: { offset: Array.from({ length: 1001 }, () => '1') }, pointer: '/offset' },
  { query: { offset: 'x' }, pointer: '/offset' },
  { query: { from: 'yesterday' }, pointer: '/from' },
  { query: { topic: ['a', 'b'] }, pointer: '/topic' },
  { query: { topic: 'x'.repeat(257) }, pointer: '/topic' },
  { query: { status: 'lost' }, pointer: '/status' },
  { query: { grup: 'profiles' }, pointer: '/grup' },
])('refuses $query', ({ query, pointer }) => {
  expect(() => listRequest(query)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ pointer }) as object }) as Error,
  );
});

it.for([{}, { limit: 5 }, { after: 3, before: 9 }, { all: false }])(
  'changes no letter on %o, which says not which',
  (body) => {
    expect(() => changeRequest(body)).toThrow('Say which letters');
  },
);

it('refuses a misspelt filter, even beside all', () => {
  expect(() => changeRequest({ all: true, grup: 'profiles' })).toThrow('grup is not known');
});

it.for([[[]], ['text'], [7]])('refuses the body %o', ([body]) => {
  expect(() => fieldsOf(body)).toThrow('must be a JSON object');
});
