import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { callerOf } from './caller.ts';

const page = { origin: 'https://shop.example' };

test.for<[key: string | null, headers: Readonly<Record<string, string>>, isPage: boolean]>([
  [null, {}, false],
  [null, page, true],
  [null, { 'sec-fetch-site': 'same-origin' }, true],
  ['publishable', {}, true],
  ['publishable', page, true],
  ['secret', {}, false],
  ['secret', page, false],
])('with the key %s and %o a page: %s', ([kind, headers, isPage]) => {
  const caller = { key: kind === null ? null : { kind }, site: 'default' };
  const request = { headers, raw: {}, caller } as unknown as FastifyRequest;
  const { page: told } = callerOf(request, () => 'a name');
  expect(told).toEqual(isPage ? { agent: '', brands: '', source: 'a name' } : undefined);
});
