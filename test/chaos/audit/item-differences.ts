import {
  COUNTERS,
  type Deployment,
  type ItemState,
  LIFETIME_WEIGHT_MAX,
  RECENT_WEIGHT_MAX,
} from '@freshet/recommend';

/** Signals of different visitors come in any order, which shows in the last digits of a sum only. */
const ROUNDING = 1e-9;

/**
 * How an item differs from the model's. Which neighbours a full list keeps depends on the order of
 * visitors; how much was ever added to it does not, so the sums are compared, unless it may have been
 * halved at its bound: when that was depends on their order as well.
 */
export function itemDifferences(
  found: ItemState,
  expected: ItemState,
  deployment: Deployment,
): string[] {
  const differences: string[] = [];
  const compare = (what: string, a: number, b: number) => {
    if (!isEqual(a, b)) differences.push(`${what} ${a} instead of ${b}`);
  };
  compare('visits', found.visits, expected.visits);
  compare('last seen', found.lastSeen, expected.lastSeen);
  COUNTERS.forEach((counter, c) => {
    compare(`counter ${counter}`, found.levels[c]!, expected.levels[c]!);
  });
  const { lifetimeHalfLifeMs, recentHalfLifeMs } = deployment;
  const lifetime = (item: ItemState) =>
    atLandmark(item.neighbours.lifetimeTotal, item, expected, lifetimeHalfLifeMs);
  const recent = (item: ItemState) =>
    atLandmark(item.neighbours.recentTotal, item, expected, recentHalfLifeMs);
  if (lifetime(expected) < LIFETIME_WEIGHT_MAX / 2)
    compare('lifetime weight of neighbours', lifetime(found), lifetime(expected));
  if (recent(expected) < RECENT_WEIGHT_MAX / 2)
    compare('recent weight of neighbours', recent(found), recent(expected));
  compare('orders', ordersOf(found), ordersOf(expected));
  return differences;
}

function ordersOf({ coPurchases }: ItemState): number {
  return coPurchases?.orders ?? 0;
}

/** A weight relative to the other's landmark: each list has that of the first signal it met. */
function atLandmark(weight: number, from: ItemState, to: ItemState, halfLifeMs: number): number {
  return weight * 2 ** ((from.neighbours.landmark - to.neighbours.landmark) / halfLifeMs);
}

function isEqual(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
