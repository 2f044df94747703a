import { BURIED, compileFilter, HIDDEN } from '@freshet/rules';
import { CatalogueEntry, SiteItems } from '@freshet/tables';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../../test/support/catalogue-item.ts';
import type { Boost } from '../query/boosts.ts';
import { liftOf } from './boost.ts';

function itemsAt(prices: readonly number[]): SiteItems {
  const items = new SiteItems({ hasRoom: () => true, visitorsMin: 1 });
  for (const [i, price] of prices.entries()) {
    items.setEntry(new CatalogueEntry(catalogueItem(`item ${i}`, { price })));
  }
  return items;
}

const boosting = { hides: false, buries: false, boosts: true };
const boost = (expression: string, factor: number) => ({
  filter: compileFilter(expression, ''),
  factor,
});

test('an item gets the logarithm of the factors of all filters it passes', () => {
  const lift = liftOf(
    [boost('item.price < 20', 4), boost('item.price < 10', 0.5), boost('item.title == "x"', 9)],
    itemsAt([5, 15, 25]),
    null,
    'level',
  );
  expect([0, 1, 2].map((slot) => lift!(slot))).toEqual([
    Math.log(4) + Math.log(0.5),
    Math.log(4),
    0,
  ]);
});

test('together they count for a hundred at most, either way', () => {
  const lift = liftOf(
    [boost('item.price < 10', 50), boost('item.price < 11', 60), boost('item.price > 20', 0.01)],
    itemsAt([5, 25]),
    null,
    'level',
  );
  expect(lift!(0)).toBe(Math.log(100));
  const buried = liftOf(
    [boost('true', 0.02), boost('item.price > 1', 0.03)],
    itemsAt([5]),
    null,
    'level',
  );
  expect(buried!(0)).toBe(-Math.log(100));
});

test('without boosts there is nothing to add', () => {
  expect(liftOf([], itemsAt([5]), null, 'level')).toBeUndefined();
});

test('boosts of rules and of the question count for a hundred at most together', () => {
  const rules = (lift: number) => ({ ...boosting, on: () => lift });
  const items = itemsAt([5]);
  const liftBy = (boosts: readonly Boost[], lift: number) =>
    liftOf(boosts, items, rules(lift), 'level')!(0);
  expect(liftBy([], 2)).toBe(2);
  expect(liftBy([boost('true', 50)], Math.log(60))).toBe(Math.log(100));
  expect(liftBy([boost('true', 2)], -1)).toBe(Math.LN2 - 1);
});

test('what rules do not let in is out, and what is buried gets no boosts', () => {
  const effects = [HIDDEN, BURIED, 1];
  const rules = { ...boosting, hides: true, buries: true, on: (slot: number) => effects[slot]! };
  const liftsIn = (standing: 'level' | 'buried') => {
    const lift = liftOf([boost('true', 2)], itemsAt([5, 5, 5]), rules, standing)!;
    return [lift(0), lift(1), lift(2)];
  };
  expect(liftsIn('level')).toEqual([-Infinity, -Infinity, 1 + Math.LN2]);
  expect(liftsIn('buried')).toEqual([-Infinity, 0, -Infinity]);
});

test('rules that only pin add nothing', () => {
  const pinning = { hides: false, buries: false, boosts: false, on: () => 0 };
  expect(liftOf([], itemsAt([5]), pinning, 'level')).toBeUndefined();
});
