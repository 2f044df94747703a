import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  PAIR_DISTANCE_MAX,
  PAIRS_PER_SESSION_MAX,
  pairsOfVisit,
  pairWeight,
} from './co-visitation.ts';
import { SESSION_VISITS_MAX, type Visit } from './session.ts';

function visits(items: readonly string[]): Visit[] {
  return items.map((itemId, i) => ({ itemId, at: i, kind: 'view' }));
}

/** `B:1 A:0.5` for the pairs of visiting `itemId` after the items of `session`. */
function pairs(session: string, itemId: string): string {
  const { itemIds, distances } = pairsOfVisit(visits(session.split('')), itemId);
  return itemIds
    .map((met, i) => `${met}:${Number(pairWeight(distances[i]!).toFixed(3))}`)
    .join(' ');
}

test.for([
  ['', 'A', ''],
  ['A', 'B', 'A:1'],
  ['A', 'A', ''],
  ['AB', 'C', 'B:1 A:0.5'],
  ['ABC', 'D', 'C:1 B:0.5 A:0.333'],
  ['ABCD', 'E', 'D:1 C:0.5 B:0.333'],
  // Steps back are over distinct items.
  ['AABBB', 'C', 'B:1 A:0.5'],
  // The visited item itself is no step.
  ['ACB', 'C', 'B:1 A:0.5'],
  // A and B met twice already: as B after A, and as A after B.
  ['ABA', 'B', ''],
  ['AB', 'A', 'B:1'],
  ['ABAC', 'B', 'C:1'],
] as const)('after %s, a visit of %s meets %s', ([session, itemId, met]) => {
  expect(pairs(session, itemId)).toBe(met);
});

test('a session within its window adds to a pair at most twice, and never pairs an item with itself', () => {
  const items = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E'), {
    maxLength: SESSION_VISITS_MAX,
  });
  fc.assert(
    fc.property(items, (session) => {
      const times = new Map<string, number>();
      session.forEach((itemId, i) => {
        const { itemIds: met } = pairsOfVisit(visits(session.slice(0, i)), itemId);
        expect(met.length).toBeLessThanOrEqual(PAIR_DISTANCE_MAX);
        for (const other of met) {
          expect(other).not.toBe(itemId);
          const pair = [itemId, other].toSorted().join('');
          times.set(pair, (times.get(pair) ?? 0) + 1);
        }
      });
      expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(PAIRS_PER_SESSION_MAX);
    }),
  );
});

test('buying what was seen before is no pairing, so it does not use one up', () => {
  const session: Visit[] = [...visits(['A', 'B']), { itemId: 'B', at: 3, kind: 'cart' }];
  expect(pairsOfVisit(session, 'A')).toEqual({ itemIds: ['B'], distances: [1] });
});
