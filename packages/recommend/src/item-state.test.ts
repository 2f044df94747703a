import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_LEVEL, valueOfLevel } from './decay.ts';
import { COUNTERS, type Deployment, deployments } from './deployment.ts';
import { hash48 } from './hash.ts';
import { LIFETIME_WEIGHT_MAX } from './neighbours.ts';
import { applySignal, emptyItemState, type ItemSignal, type ItemState } from './item-state.ts';

const T0 = 1_767_225_600_000;
const MINUTE_MS = 60_000;
const { shop } = deployments;

function apply(item: ItemState, fields: Partial<ItemSignal> = {}, atMs = T0): void {
  const visit = {
    visitor: 1,
    visits: 1,
    popularity: 1,
    credit: 1,
    neighbours: [],
    distances: [],
    boughtWith: null,
  } as const;
  applySignal(item, { ...visit, ...fields }, atMs, shop);
}

test('a visit counts, is remembered, and raises every counter', () => {
  const item = emptyItemState();
  apply(item);
  apply(item, { popularity: 5 }, T0 + 5 * MINUTE_MS);
  expect(item.visits).toBe(2);
  expect(item.lastSeen).toBe(T0 + 5 * MINUTE_MS);
  const counter = COUNTERS.indexOf('5m');
  const value = valueOfLevel(item.levels[counter]!, T0 + 5 * MINUTE_MS, 5 * MINUTE_MS);
  expect(value).toBeCloseTo(5.5, 6);
});

test('a late visit counts and does not turn back the time it was last seen', () => {
  const item = emptyItemState();
  apply(item);
  apply(item, {}, T0 - MINUTE_MS);
  expect([item.visits, item.lastSeen]).toEqual([2, T0]);
});

test('a signal that only brings neighbours leaves visits, time and popularity alone', () => {
  const item = emptyItemState();
  apply(item, { visits: 0, popularity: 0, neighbours: [hash48('B')], distances: [2] });
  expect([item.visits, item.lastSeen]).toEqual([0, 0]);
  expect(item.levels).toEqual(COUNTERS.map(() => EMPTY_LEVEL));
  expect(item.neighbours.hashes).toEqual([hash48('B')]);
  expect(item.neighbours.lifetimeTotal).toBe(0.5);
});

test('what counts for a part adds that part to popularity and neighbours, and is one visit', () => {
  const item = emptyItemState();
  apply(item, { credit: 0.25, neighbours: [hash48('B')], distances: [1] });
  expect([item.visits, item.neighbours.lifetimeTotal]).toEqual([1, 0.25]);
  expect(2 ** item.visitLevel).toBeCloseTo(0.25, 12);
  expect(valueOfLevel(item.levels[0]!, T0, shop.counterHalfLivesMs[0])).toBeCloseTo(0.25, 6);
});

test('an item of years keeps visits and co-visits on one scale, both of the last thousands', () => {
  const item = emptyItemState();
  const visits = 3 * LIFETIME_WEIGHT_MAX;
  for (let i = 0; i < visits; i++) apply(item, { neighbours: [hash48('B')], distances: [1] });
  expect(item.visits).toBe(visits);
  expect(item.neighbours.lifetimeTotal).toBeLessThanOrEqual(LIFETIME_WEIGHT_MAX);
  expect(2 ** item.visitLevel).toBeCloseTo(item.neighbours.lifetimeTotal, 3);
});

test('putting into the cart is popularity without a visit', () => {
  const item = emptyItemState();
  apply(item, { visits: 0, popularity: 3 });
  expect([item.visits, item.lastSeen]).toEqual([0, T0]);
});

const DAYS_MS = 20 * 24 * 60 * MINUTE_MS;

const anySignal = fc.record({
  visitor: fc.nat(20),
  popularity: fc.constantFrom(0, 1, 3, 5),
  credit: fc.constantFrom(1, 0.4),
  neighbours: fc.uniqueArray(fc.nat(60), { maxLength: 3 }),
  at: fc.integer({ min: T0, max: T0 + DAYS_MS }),
});

/** What an item is worth at `atMs`, without the order in which things are listed. */
function worthOf(item: ItemState, atMs: number, deployment: Deployment) {
  const { hashes, lifetime, recent, after, landmark } = item.neighbours;
  const { lifetimeTotal, recentTotal, afterTotal } = item.neighbours;
  const { lifetimeHalfLifeMs, recentHalfLifeMs, counterHalfLivesMs } = deployment;
  const ofLifetime = 2 ** ((landmark - atMs) / lifetimeHalfLifeMs);
  const ofRecent = 2 ** ((landmark - atMs) / recentHalfLifeMs);
  const neighbours = hashes
    .toSorted((a, b) => a - b)
    .flatMap((hash) => {
      const i = hashes.indexOf(hash);
      return [hash, lifetime[i]! * ofLifetime, recent[i]! * ofRecent, after[i]! * ofLifetime];
    });
  return [
    item.visits,
    item.visitors.length,
    item.lastSeen,
    valueOfLevel(item.visitLevel, atMs, lifetimeHalfLifeMs),
    ...item.levels.map((level, c) => valueOfLevel(level, atMs, counterHalfLivesMs[c]!)),
    lifetimeTotal * ofLifetime,
    recentTotal * ofRecent,
    afterTotal * ofLifetime,
    ...neighbours,
  ];
}

test.for(['shop', 'news'] as const)(
  'as %s: signals in any order, however late, make the same item',
  (name) => {
    const deployment = deployments[name];
    const itemOf = (signals: readonly (ItemSignal & { at: number })[]) => {
      const item = emptyItemState();
      apply(item, {}, T0 + DAYS_MS);
      for (const signal of signals) applySignal(item, signal, signal.at, deployment);
      return item;
    };
    const shuffled = fc
      .array(anySignal, { minLength: 1, maxLength: 40 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const signals = (of: typeof list) =>
          of.map((signal) => ({
            ...signal,
            visits: signal.popularity === 1 ? (1 as const) : (0 as const),
            distances: signal.neighbours.map((_, i) => i + 1),
            boughtWith: null,
          }));
        const atMs = T0 + DAYS_MS;
        const expected = worthOf(itemOf(signals(list)), atMs, deployment);
        const got = worthOf(itemOf(signals(other)), atMs, deployment);
        expect(got).toEqual(expected.map((value) => expect.closeTo(value, 3)));
      }),
    );
  },
);
