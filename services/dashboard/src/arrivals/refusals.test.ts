import type { RefusedEntry } from '@freshet/events';
import { expect, it } from 'vitest';
import { Refusals } from './refusals.ts';

const MINUTE_MS = 60_000;
const NOW = 1_000 * MINUTE_MS;

const entry = (fields: Partial<RefusedEntry> = {}): RefusedEntry => {
  return {
    site: 'default',
    code: 'ID_INVALID',
    pointer: '',
    at: NOW,
    id: null,
    type: null,
    ...fields,
  };
};
const count = (code: string, many: number, site = 'default') => ({ site, code, count: many });

it('tells by reason what was refused of a site in a time, most frequent first', () => {
  const refusals = new Refusals();
  refusals.take({
    at: NOW,
    counts: [count('ID_INVALID', 2), count('ID_INVALID', 9, 'other')],
    examples: [entry({ id: 'a' }), entry({ id: 'b' })],
  });
  refusals.take({ at: NOW + 1, counts: [count('TYPE_INVALID', 5)], examples: [] });
  refusals.take({ at: NOW + 5 * MINUTE_MS, counts: [count('ID_INVALID', 1)], examples: [] });
  const all = refusals.between('default', NOW, NOW + 10 * MINUTE_MS);
  expect(all.map(({ code, count: many, lastAt }) => [code, many, lastAt])).toEqual([
    ['TYPE_INVALID', 5, NOW],
    ['ID_INVALID', 3, NOW + 5 * MINUTE_MS],
  ]);
  expect(all[1]!.examples.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(refusals.count('default', NOW + MINUTE_MS, NOW + 10 * MINUTE_MS)).toBe(1);
});

it('finds the newest of an id', () => {
  const refusals = new Refusals();
  const examples = [entry({ id: 'a' }), entry({ id: 'a', code: 'TYPE_INVALID' })];
  refusals.take({ at: NOW, counts: [count('ID_INVALID', 2)], examples });
  expect(refusals.find('a')).toMatchObject({ code: 'TYPE_INVALID' });
  expect(refusals.find('b')).toBeUndefined();
});

it('is bounded in entries, minutes and reasons', () => {
  const refusals = new Refusals();
  for (let i = 0; i < 21_000; i++) {
    const examples = [entry({ id: `e${i}` })];
    refusals.take({ at: NOW + i * MINUTE_MS, counts: [count('ID_INVALID', 1)], examples });
  }
  expect(refusals.find('e0')).toBeUndefined();
  expect(refusals.find('e20999')).toBeDefined();
  expect(refusals.count('default', 0, Infinity)).toBe(20_000);

  const codes = Array.from({ length: 150 }, (_, i) => count(`CODE_${i}`, 1, 'many'));
  refusals.take({ at: NOW, counts: codes, examples: [] });
  const told = refusals.between('many', 0, Infinity);
  expect(told).toHaveLength(101);
  expect(told[0]).toMatchObject({ code: 'OTHER', count: 50 });
});
