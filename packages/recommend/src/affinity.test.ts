import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Affinity, addAffinity } from './affinity.ts';
import { valueOfLevel } from './decay.ts';

const halfLifeMs = 1_000;

test('adds to what is known and decays it', () => {
  const affinities: Affinity[] = [];
  addAffinity(affinities, 'shoes', 1, 0, { halfLifeMs, max: 5 });
  addAffinity(affinities, 'shoes', 3, 1_000, { halfLifeMs, max: 5 });
  expect(affinities).toHaveLength(1);
  expect(valueOfLevel(affinities[0]!.level, 1_000, halfLifeMs)).toBeCloseTo(3.5, 12);
});

test('at the bound the weakest other one makes room, also for a weaker newcomer', () => {
  const affinities: Affinity[] = [];
  const bounds = { halfLifeMs, max: 2 };
  addAffinity(affinities, 'strong', 5, 0, bounds);
  addAffinity(affinities, 'weak', 3, 0, bounds);
  addAffinity(affinities, 'new', 1, 0, bounds);
  expect(affinities.map(({ id }) => id)).toEqual(['strong', 'new']);
});

test('keeps its bound, no id twice, and always the newest', () => {
  const acts = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), at: fc.nat(5_000) }),
  );
  fc.assert(
    fc.property(acts, fc.integer({ min: 1, max: 6 }), (list, max) => {
      const affinities: Affinity[] = [];
      for (const { id, at } of list) {
        addAffinity(affinities, id, 1, at, { halfLifeMs, max });
        expect(affinities.some((affinity) => affinity.id === id)).toBe(true);
      }
      expect(affinities.length).toBeLessThanOrEqual(max);
      expect(new Set(affinities.map(({ id }) => id)).size).toBe(affinities.length);
    }),
  );
});
