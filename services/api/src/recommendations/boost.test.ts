import { compileFilter } from '@freshet/rules';
import { CatalogueEntry, SiteItems } from '@freshet/tables';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../../test/support/catalogue-item.ts';
import { liftOf } from './boost.ts';

function itemsAt(prices: readonly number[]): SiteItems {
  const items = new SiteItems({ hasRoom: () => true, visitorsMin: 1 });
  for (const [i, price] of prices.entries()) {
    items.setEntry(new CatalogueEntry(catalogueItem(`item ${i}`, { price })));
  }
  return items;
}

const boost = (expression: string, factor: number) => ({
  filter: compileFilter(expression, ''),
  factor,
});

test('an item gets the logarithm of the factors of all filters it passes', () => {
  const lift = liftOf(
    [boost('item.price < 20', 4), boost('item.price < 10', 0.5), boost('item.title == "x"', 9)],
    itemsAt([5, 15, 25]),
    null,
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
  );
  expect(lift!(0)).toBe(Math.log(100));
  const buried = liftOf([boost('true', 0.02), boost('item.price > 1', 0.03)], itemsAt([5]), null);
  expect(buried!(0)).toBe(-Math.log(100));
});

test('without boosts there is nothing to add', () => {
  expect(liftOf([], itemsAt([5]), null)).toBeUndefined();
});

test('boosts of rules and of the question count for a hundred at most together', () => {
  const rules = (lift: number) => ({ boosts: true, on: () => lift });
  const items = itemsAt([5]);
  expect(liftOf([], items, rules(2))!(0)).toBe(2);
  expect(liftOf([boost('true', 50)], items, rules(Math.log(60)))!(0)).toBe(Math.log(100));
  expect(liftOf([boost('true', 2)], items, rules(-1))!(0)).toBe(Math.LN2 - 1);
});

test('what is hidden or buried gets no score that is no number', () => {
  const rules = { boosts: true, on: (slot: number) => (slot === 0 ? -Infinity : Infinity) };
  const lift = liftOf([boost('true', 2)], itemsAt([5, 5]), rules)!;
  expect([lift(0), lift(1)]).toEqual([0, 0]);
});
