import { expect, it } from 'vitest';
import { StateCache } from './state-cache.ts';

it('remembers that a key has no state', () => {
  const cache = new StateCache<number>(10);
  cache.load('a', undefined);
  expect(cache.has('a')).toBe(true);
  expect(cache.get('a')).toBeUndefined();
});

it('drops what was not used for a generation, once its changes are written', () => {
  const cache = new StateCache<number>(4);
  for (const key of ['a', 'b', 'c']) cache.load(key, 1);
  cache.written();
  cache.get('a');
  for (const key of ['d', 'e']) cache.load(key, 1);
  cache.written();
  expect(['a', 'b', 'c', 'd', 'e'].filter((key) => cache.has(key))).toEqual(['a', 'd', 'e']);
});

it('never drops a change that is not written', () => {
  const cache = new StateCache<number>(1);
  for (const key of ['a', 'b', 'c']) cache.change(key, 1);
  expect([...cache.changed()].map(([key]) => key)).toEqual(['a', 'b', 'c']);
});

it('does not find state again that was deleted, before or after it is written', () => {
  const cache = new StateCache<number>(2);
  cache.load('a', 1);
  cache.load('b', 1);
  cache.written();
  cache.change('a', undefined);
  expect(cache.get('a')).toBeUndefined();
  expect([...cache.changed()]).toEqual([['a', undefined]]);
  cache.written();
  expect(cache.get('a')).toBeUndefined();
});
