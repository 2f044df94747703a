import { expect, test } from 'vitest';
import {
  addOrder,
  CO_PURCHASES_BY_COUNT,
  CO_PURCHASES_BY_RECENT,
  CO_PURCHASES_MAX,
  type CoPurchases,
  emptyCoPurchases,
  ORDERS_MAX,
} from './co-purchases.ts';

/** In how large a share of the item's orders the other one was. */
function shareOf({ hashes, counts, remembered }: CoPurchases, hash: number): number {
  return (counts[hashes.indexOf(hash)] ?? 0) / remembered;
}

function listOf(orders: Iterable<readonly number[]>): CoPurchases {
  const list = emptyCoPurchases();
  for (const others of orders) addOrder(list, others);
  return list;
}

test('a share is that of all orders of the item, those it was alone in included', () => {
  const list = listOf([[1, 2], [1], [], [3, 1]]);
  expect([list.orders, list.remembered]).toEqual([4, 4]);
  expect([1, 2, 3, 4].map((hash) => shareOf(list, hash))).toEqual([3 / 4, 1 / 4, 1 / 4, 0]);
});

test('an item of years remembers its last thousand orders, shares as they were', () => {
  const orders = Array.from({ length: ORDERS_MAX }, (_, i) => (i % 4 === 0 ? [1, 2] : [1]));
  const list = listOf(orders);
  addOrder(list, [1]);
  expect([list.orders, list.remembered]).toEqual([ORDERS_MAX + 1, (ORDERS_MAX + 1) / 2]);
  expect(shareOf(list, 1)).toBe(1);
  expect(shareOf(list, 2)).toBeCloseTo(0.25, 3);
  for (const others of orders) addOrder(list, [3, ...others.slice(1)]);
  expect(shareOf(list, 3)).toBeGreaterThan(0.6);
});

/** The same in every run: numbers from 0 to 1 (Numerical Recipes' linear congruential generator). */
function* fractions(seed: number): Generator<number, never> {
  for (let state = seed; ; yield state / 2 ** 32) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  }
}

/** Orders of five others each, out of so many, the k-th k times less often than the first (Zipf). */
function* zipfOrders(others: number, orders: number, seed: number): Generator<number[]> {
  const fraction = fractions(seed);
  for (let order = 0; order < orders; order++) {
    const places = Array.from({ length: 5 }, () => Math.floor(others ** fraction.next().value));
    yield [...new Set(places)];
  }
}

test('a long list is pruned, and knows the twenty that are bought with it most', () => {
  const orders = [...zipfOrders(5_000, 1_000, 1)];
  const list = emptyCoPurchases();
  let longest = 0;
  for (const others of orders) {
    addOrder(list, others);
    longest = Math.max(longest, list.hashes.length);
  }
  expect(longest).toBeLessThanOrEqual(CO_PURCHASES_MAX);
  const bought = new Map<number, number>();
  for (const hash of orders.flat()) bought.set(hash, (bought.get(hash) ?? 0) + 1);
  const best = [...bought].toSorted((a, b) => b[1] - a[1]).slice(0, 20);
  const known = best.filter(([hash, count]) => shareOf(list, hash) > (0.8 * count) / 1_000);
  expect(known.length).toBeGreaterThanOrEqual(18);
});

test('pruning keeps so many, in the order in which they came', () => {
  const list = listOf([Array.from({ length: CO_PURCHASES_MAX }, (_, i) => i)]);
  addOrder(list, [CO_PURCHASES_MAX - 1, CO_PURCHASES_MAX]);
  expect(list.hashes).toHaveLength(CO_PURCHASES_BY_COUNT + CO_PURCHASES_BY_RECENT);
  expect(list.hashes).toEqual(list.hashes.toSorted((a, b) => a - b));
  expect(list.hashes.slice(-2)).toEqual([CO_PURCHASES_MAX - 1, CO_PURCHASES_MAX]);
  expect(list.counts.at(-2)).toBe(2);
});

test('what begins to be bought with an item of 2,000 orders gets into its list', () => {
  const rising = -1;
  const shares = Array.from({ length: 20 }, (_, seed) => {
    const list = listOf(zipfOrders(5_000, 2_000, seed));
    const fraction = fractions(200 + seed);
    let times = 0;
    for (const others of zipfOrders(5_000, 300, 100 + seed)) {
      const isIn = fraction.next().value < 0.05;
      if (isIn) times++;
      addOrder(list, isIn ? [...others, rising] : others);
    }
    return (shareOf(list, rising) * list.remembered) / times;
  });
  const mean = shares.reduce((sum, share) => sum + share) / shares.length;
  expect(mean).toBeGreaterThan(0.8);
});
