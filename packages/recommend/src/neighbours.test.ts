import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Deployment, deployments } from './deployment.ts';
import { hash48 } from './hash.ts';
import {
  addNeighbour,
  ageNeighbours,
  emptyNeighbours,
  LIFETIME_WEIGHT_MAX,
  NEIGHBOURS_BY_LIFETIME,
  NEIGHBOURS_BY_RECENT,
  NEIGHBOURS_MAX,
  type Neighbours,
  RECENT_WEIGHT_MAX,
} from './neighbours.ts';

const { shop, news } = deployments;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const T0 = 1_767_225_600_000;

function add(list: Neighbours, id: string, weight: number, atMs: number, kind: Deployment): void {
  addNeighbour(list, { hash: hash48(id), weight, isAfter: true }, atMs, kind);
}

function place(list: Neighbours, id: string): number {
  return list.hashes.indexOf(hash48(id));
}

function lifetimeShare(list: Neighbours, id: string): number {
  return (list.lifetime[place(list, id)] ?? 0) / list.lifetimeTotal;
}

function recentShare(list: Neighbours, id: string): number {
  return (list.recent[place(list, id)] ?? 0) / list.recentTotal;
}

test('in a shop lifetime weights count all alike, recent ones halve in a week', () => {
  const list = emptyNeighbours();
  add(list, 'old', 1, T0, shop);
  add(list, 'new', 1, T0 + 7 * DAY_MS, shop);
  expect(lifetimeShare(list, 'old')).toBe(0.5);
  expect(recentShare(list, 'old')).toBeCloseTo(1 / 3, 6);
  expect(recentShare(list, 'new')).toBeCloseTo(2 / 3, 6);
});

test('in news lifetime weights halve in three hours, recent ones in twenty minutes', () => {
  const list = emptyNeighbours();
  add(list, 'old', 1, T0, news);
  add(list, 'new', 1, T0 + 3 * HOUR_MS, news);
  expect(lifetimeShare(list, 'new')).toBeCloseTo(2 / 3, 6);
  expect(recentShare(list, 'new')).toBeCloseTo(512 / 513, 6);
});

test('a late signal weighs what it would have weighed in time', () => {
  const [inTime, late] = [emptyNeighbours(), emptyNeighbours()];
  add(inTime, 'a', 1, T0, news);
  add(inTime, 'b', 1, T0 + HOUR_MS, news);
  add(late, 'b', 1, T0 + HOUR_MS, news);
  add(late, 'a', 1, T0, news);
  for (const id of ['a', 'b']) {
    expect(lifetimeShare(late, id)).toBeCloseTo(lifetimeShare(inTime, id), 6);
    expect(recentShare(late, id)).toBeCloseTo(recentShare(inTime, id), 6);
  }
});

test('years of decay neither overflow nor lose the newest', () => {
  const list = emptyNeighbours();
  for (let day = 0; day < 3 * 365; day++) add(list, `d${day % 50}`, 1, T0 + day * DAY_MS, news);
  add(list, 'now', 1, T0 + 3 * 365 * DAY_MS, news);
  expect(recentShare(list, 'now')).toBeCloseTo(1, 6);
  expect([...list.lifetime, ...list.recent, list.lifetimeTotal].every(Number.isFinite)).toBe(true);
});

test('pruning keeps the strongest of all time and the strongest of late', () => {
  const list = emptyNeighbours();
  const months = 120 * DAY_MS;
  for (let i = 0; i < 150; i++) add(list, `old${i}`, 10 + i, T0, shop);
  for (let i = 0; i <= 50; i++) add(list, `new${i}`, 1 + i / 100, T0 + months, shop);
  expect(list.hashes).toHaveLength(NEIGHBOURS_BY_LIFETIME + NEIGHBOURS_BY_RECENT);
  expect(list.hashes).toContain(hash48('old149'));
  expect(list.hashes).toContain(hash48('new50'));
  expect(list.hashes).not.toContain(hash48('old0'));
  // The total remembers what was pruned.
  expect(list.lifetimeTotal).toBeGreaterThan(
    list.lifetime.reduce((sum, weight) => sum + weight, 0),
  );
});

test('a list that outgrows its bound is halved, and every share in it stays', () => {
  const list = emptyNeighbours();
  add(list, 'a', RECENT_WEIGHT_MAX, T0, shop);
  expect(ageNeighbours(list, T0, shop)).toBe(false);
  expect(list.recentTotal).toBe(RECENT_WEIGHT_MAX);
  add(list, 'b', LIFETIME_WEIGHT_MAX - RECENT_WEIGHT_MAX, T0, shop);
  expect(ageNeighbours(list, T0, shop)).toBe(false);
  expect([list.lifetimeTotal, list.recentTotal]).toEqual([
    LIFETIME_WEIGHT_MAX,
    LIFETIME_WEIGHT_MAX / 2,
  ]);
  add(list, 'c', 2, T0, shop);
  expect(ageNeighbours(list, T0, shop)).toBe(true);
  const total = LIFETIME_WEIGHT_MAX + 2;
  expect([list.lifetimeTotal, list.afterTotal]).toEqual([total / 2, total / 2]);
  expect(list.lifetime).toEqual([
    (LIFETIME_WEIGHT_MAX - RECENT_WEIGHT_MAX) / 2,
    RECENT_WEIGHT_MAX / 2,
    1,
  ]);
  expect(list.after).toEqual(list.lifetime);
});

const meetings = fc.array(
  fc.record({ id: fc.nat(300), weight: fc.constantFrom(1, 1 / 2, 1 / 3), hours: fc.nat(100) }),
  { maxLength: 400 },
);

test('the strongest come first, whatever was met and when', () => {
  fc.assert(
    fc.property(meetings, fc.constantFrom(shop, news), (met, kind) => {
      const list = emptyNeighbours();
      for (const { id, weight, hours } of met) {
        add(list, `item ${id}`, weight, T0 + hours * HOUR_MS, kind);
      }
      expect(list.lifetime).toEqual(list.lifetime.toSorted((a, b) => b - a));
      expect(new Set(list.hashes).size).toBe(list.hashes.length);
    }),
  );
});

test('what has decayed since does not count towards a bound', () => {
  const list = emptyNeighbours();
  add(list, 'a', RECENT_WEIGHT_MAX, T0, news);
  add(list, 'b', RECENT_WEIGHT_MAX, T0 + HOUR_MS, news);
  const before = structuredClone(list);
  ageNeighbours(list, T0 + 2 * HOUR_MS, news);
  expect(list).toEqual(before);
  ageNeighbours(list, T0 + HOUR_MS, news);
  expect(list.recentTotal).toBe(before.recentTotal / 2);
});

/** Numerical Recipes' linear congruential generator: the same clicks on every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('a newcomer with 5 % of the clicks of an item with 100,000 past ones stays, with nearly all of its count', () => {
  const random = dice(7);
  // Some 3,000 items, the popular ones far more often: a long tail that keeps pruning busy.
  const anyItem = () => `item${Math.floor(3_000 ** random())}`;
  const list = emptyNeighbours();
  for (let i = 0; i < 100_000; i++) add(list, anyItem(), 1, T0 + i * 60_000, shop);
  let count = 0;
  for (let i = 0; i < 5_000; i++) {
    const isNew = random() < 0.05;
    if (isNew) count++;
    add(list, isNew ? 'newcomer' : anyItem(), 1, T0 + (100_000 + i) * 60_000, shop);
  }
  expect(count).toBeGreaterThan(200);
  // Its very first clicks may be pruned before it has a recent weight to show.
  expect(list.lifetime[place(list, 'newcomer')]).toBeGreaterThan(0.95 * count);
});

const signals = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 400 }).map((n) => `i${n}`),
    weight: fc.constantFrom(1, 1 / 2, 1 / 3),
    at: fc.integer({ min: T0, max: T0 + 30 * DAY_MS }),
  }),
  { maxLength: 600 },
);

test('stays bounded; columns stay even, ids distinct, and no weight passes the total', () => {
  fc.assert(
    fc.property(signals, fc.constantFrom(shop, news), (list, deployment) => {
      const neighbours = emptyNeighbours();
      for (const { id, weight, at } of list) add(neighbours, id, weight, at, deployment);
      const { hashes, lifetime, recent, lifetimeTotal, recentTotal } = neighbours;
      expect(hashes.length).toBeLessThanOrEqual(NEIGHBOURS_MAX);
      expect(new Set(hashes).size).toBe(hashes.length);
      expect([lifetime.length, recent.length]).toEqual([hashes.length, hashes.length]);
      const sum = (weights: readonly number[]) => weights.reduce((all, weight) => all + weight, 0);
      expect(sum(lifetime)).toBeLessThanOrEqual(lifetimeTotal * (1 + 1e-4));
      expect(sum(recent)).toBeLessThanOrEqual(recentTotal * (1 + 1e-4));
    }),
    { numRuns: 30 },
  );
});

test('below the bound the order of signals does not matter', () => {
  fc.assert(
    fc.property(signals, (list) => {
      const few = list.slice(0, 100);
      const [forwards, backwards] = [emptyNeighbours(), emptyNeighbours()];
      for (const { id, weight, at } of few) add(forwards, id, weight, at, shop);
      for (const { id, weight, at } of few.toReversed()) add(backwards, id, weight, at, shop);
      for (const { id } of few) {
        expect(lifetimeShare(backwards, id)).toBeCloseTo(lifetimeShare(forwards, id), 5);
        expect(recentShare(backwards, id)).toBeCloseTo(recentShare(forwards, id), 5);
      }
    }),
  );
});
