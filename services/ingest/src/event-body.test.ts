import { HttpProblem } from '@freshet/runtime';
import { expect, test } from 'vitest';
import { parseEventBody } from './event-body.ts';

const event = { type: 'search', userId: 'u' };

test('one event stands for itself', () => {
  expect(parseEventBody(event)).toEqual({
    rows: [event],
    pointer: undefined,
    source: null,
    sentAt: null,
    atomic: false,
  });
});

test('a list may be imported history', () => {
  const body = { history: { source: 'shop-2025' }, events: [event] };
  expect(parseEventBody(body)).toEqual({
    rows: [event],
    pointer: '/events',
    source: 'shop-2025',
    sentAt: null,
    atomic: false,
  });
});

test.for([1_700_000_000_000, '2023-11-14T22:13:20Z'])(
  'a list says when it was sent: %s',
  (sentAt) => {
    expect(parseEventBody({ sentAt, events: [event] }).sentAt).toBe(1_700_000_000_000);
  },
);

test.for([
  { sentAt: 'yesterday', events: [event] },
  { sentAt: null, events: [event] },
  { sentAt: 1, history: { source: 'shop-2025' }, events: [event] },
])('refuses %o', (body) => {
  expect(() => parseEventBody(body)).toThrow('"sentAt" must be epoch milliseconds');
});

test.for([
  { why: 'nothing', body: undefined, status: 400, code: 'BODY_INVALID', pointer: '' },
  { why: 'null', body: null, status: 400, code: 'BODY_INVALID', pointer: '' },
  { why: 'a bare array', body: [event], status: 400, code: 'BODY_INVALID', pointer: '' },
  { why: 'a text', body: 'x'.repeat(9999), status: 400, code: 'BODY_INVALID', pointer: '' },
  {
    why: 'no list',
    body: { events: event },
    status: 400,
    code: 'BODY_INVALID',
    pointer: '/events',
  },
  {
    why: 'a stranger',
    body: { events: [event], a: 1 },
    status: 400,
    code: 'BODY_INVALID',
    pointer: '',
  },
  {
    why: 'an empty list',
    body: { events: [] },
    status: 400,
    code: 'ENTRIES_EMPTY',
    pointer: '/events',
  },
  {
    why: '501 events',
    body: { events: Array.from({ length: 501 }, () => event) },
    status: 413,
    code: 'ENTRIES_TOO_MANY',
    pointer: '/events',
  },
  {
    why: 'history alone',
    body: { history: { source: 'h' } },
    status: 400,
    code: 'BODY_INVALID',
    pointer: '/events',
  },
  {
    why: 'a null history',
    body: { history: null, events: [event] },
    status: 400,
    code: 'HISTORY_INVALID',
    pointer: '/history/source',
  },
  {
    why: 'a bad source',
    body: { history: { source: 'a:b' }, events: [event] },
    status: 400,
    code: 'HISTORY_INVALID',
    pointer: '/history/source',
  },
  {
    why: 'a long source',
    body: { history: { source: 'a'.repeat(65) }, events: [event] },
    status: 400,
    code: 'HISTORY_INVALID',
    pointer: '/history/source',
  },
])('a body with $why is refused as a whole', ({ body, status, code, pointer }) => {
  const problem = problemOf(body);
  expect(problem.statusCode).toBe(status);
  expect(problem.problem).toMatchObject({ code, pointer });
  expect(problem.message.length).toBeLessThan(200);
});

function problemOf(body: unknown): HttpProblem {
  try {
    parseEventBody(body);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
  }
  throw new Error('the body was taken');
}
