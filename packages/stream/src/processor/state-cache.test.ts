import { expect, it } from 'vitest';
import { StateCache } from './state-cache.ts';

it('remembers that a key has no state', () => {
  const cache = new StateCache<number>(10);
  cache.load('a', undefined);
  expect(cache.has('a')).toBe(true);
  expect(cache.get('a')).toBeUndefined();
});

it('drops the least recently used once its changes are written', () => {
  const cache = new StateCache<number>(2);
  for (const key of ['a', 'b', 'c']) cache.load(key, 1);
  cache.get('a');
  cache.written();
  expect(['a', 'b', 'c'].map((key) => cache.has(key))).toEqual([true, false, true]);
});

it('never drops a change that is not written', () => {
  const cache = new StateCache<number>(1);
  for (const key of ['a', 'b', 'c']) cache.change(key, 1);
  expect(cache.changed().map(([key]) => key)).toEqual(['a', 'b', 'c']);
});

it('tells a deletion from a key it never held', () => {
  const cache = new StateCache<number>(10);
  cache.change('a', undefined);
  expect(cache.changed()).toEqual([['a', undefined]]);
});
