import { forEveryone, forVisitors, needs, type Operation } from '@freshet/runtime';
import { expect, it } from 'vitest';
import { documentOf } from './document.ts';

const operation: Operation = {
  id: 'getItem',
  group: 'Catalogue',
  summary: 'An item',
  answers: { 200: { description: 'It.' } },
};
const about = { title: 'A server', description: 'Of a test.' };

it.for([
  { who: 'everybody', config: forEveryone, security: [], refusals: ['200', 'default'] },
  {
    who: 'a key with one of two scopes',
    config: needs(['inspect', 'admin']),
    security: [{ secretKey: ['inspect'] }, { secretKey: ['admin'] }],
    refusals: ['200', '429', '503', 'default'],
  },
  {
    who: 'a key of a page',
    config: forVisitors('events'),
    security: [{ secretKey: ['events'] }, { publishableKey: [] }],
    refusals: ['200', '429', '503', 'default'],
  },
])('a call for $who says so', ({ config, security, refusals }) => {
  const route = { method: 'GET', url: '/v1/items/:itemId', access: config.access, operation };
  const { paths } = documentOf([route], about) as Record<'paths', Record<string, unknown>>;
  expect(paths).toMatchObject({ '/v1/items/{itemId}': { get: { security } } });
  const { get } = paths['/v1/items/{itemId}'] as { get: Record<'responses', object> };
  expect(Object.keys(get.responses)).toEqual(refusals);
});

it('has the groups of its calls in our order, not in that of their addresses', () => {
  const item = { method: 'GET', url: '/v1/items', access: forEveryone.access, operation };
  const group = 'Operation' as const;
  const health = { ...item, url: '/health', operation: { ...operation, group } };
  const document = documentOf([health, item], about);
  expect(document).toMatchObject({ tags: [{ name: 'Catalogue' }, { name: 'Operation' }] });
});
