import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

test('at the bound the entry used longest ago makes room', () => {
  const cache = new BoundedCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('setting again replaces, and throws nothing else out', () => {
  const cache = new BoundedCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('b', 3);
  expect([cache.size, cache.get('a'), cache.get('b')]).toEqual([2, 1, 3]);
});
