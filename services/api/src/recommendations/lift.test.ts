import { BURIED, compileFilter, HIDDEN } from '@freshet/rules';
import { CatalogueEntry, SiteItems } from '@freshet/tables';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../../test/support/catalogue-item.ts';
import type { Boost } from '../query/boosts.ts';
import type { Standing } from './competition.ts';
import { liftOf } from './lift.ts';

function itemsAt(prices: readonly number[]): SiteItems {
  const items = new SiteItems({ hasRoom: () => true, visitorsMin: 1 });
  for (const [i, price] of prices.entries()) {
    items.setEntry(new CatalogueEntry(catalogueItem(`item ${i}`, { price })));
  }
  return items;
}

type Rules = NonNullable<Parameters<typeof liftOf>[0]['rules']>;

/** What is added to the items, by slot. */
function liftsOf(
  items: SiteItems,
  asked: { boosts?: readonly Boost[]; filter?: string; category?: string },
  rules: Partial<Rules> | null = null,
  standing: Standing = 'level',
) {
  const { boosts = [], filter, category = null } = asked;
  const slot = {
    boosts,
    category,
    filter: filter === undefined ? null : compileFilter(filter, ''),
  };
  const task = { slot, rules } as unknown as Parameters<typeof liftOf>[0];
  const lift = liftOf(task, standing, items);
  return lift && Array.from({ length: items.size }, (_, place) => lift(place));
}

const boosting = { hides: false, buries: false, boosts: true };
const boost = (expression: string, factor: number) => ({
  filter: compileFilter(expression, ''),
  factor,
});

test('an item gets the logarithm of the factors of all filters it passes', () => {
  const boosts = [
    boost('item.price < 20', 4),
    boost('item.price < 10', 0.5),
    boost('item.title == "x"', 9),
  ];
  expect(liftsOf(itemsAt([5, 15, 25]), { boosts })).toEqual([
    Math.log(4) + Math.log(0.5),
    Math.log(4),
    0,
  ]);
});

test('together they count for a hundred at most, either way', () => {
  const boosts = [
    boost('item.price < 10', 50),
    boost('item.price < 11', 60),
    boost('item.price > 20', 0.02),
    boost('item.price > 21', 0.03),
  ];
  expect(liftsOf(itemsAt([5, 25]), { boosts })).toEqual([Math.log(100), -Math.log(100)]);
});

test('without boosts, a filter and rules nothing is added and all compete', () => {
  expect(liftsOf(itemsAt([5]), {})).toBeUndefined();
});

test('what the filter or the category does not let in does not compete, whatever boosts it', () => {
  const items = itemsAt([5, 15]);
  expect(liftsOf(items, { filter: 'item.price < 10' })).toEqual([0, -Infinity]);
  const boosts = [boost('true', 2)];
  expect(liftsOf(items, { filter: 'item.price > 10', boosts })).toEqual([-Infinity, Math.LN2]);
  expect(liftsOf(items, { category: 'none of them' })).toEqual([-Infinity, -Infinity]);
});

test('boosts of rules and of the question count for a hundred at most together', () => {
  const rules = (lift: number) => ({ ...boosting, on: () => lift });
  const items = itemsAt([5]);
  const liftBy = (boosts: readonly Boost[], lift: number) => {
    return liftsOf(items, { boosts }, rules(lift))![0];
  };
  expect(liftBy([], 2)).toBe(2);
  expect(liftBy([boost('true', 50)], Math.log(60))).toBe(Math.log(100));
  expect(liftBy([boost('true', 2)], -1)).toBe(Math.LN2 - 1);
});

test('what rules do not let in does not compete, and what is buried gets no boosts', () => {
  const effects = [HIDDEN, BURIED, 1];
  const rules = { ...boosting, hides: true, buries: true, on: (slot: number) => effects[slot]! };
  const liftsIn = (standing: 'level' | 'buried') => {
    return liftsOf(itemsAt([5, 5, 5]), { boosts: [boost('true', 2)] }, rules, standing);
  };
  expect(liftsIn('level')).toEqual([-Infinity, -Infinity, 1 + Math.LN2]);
  expect(liftsIn('buried')).toEqual([-Infinity, 0, -Infinity]);
});

test('rules that only pin add nothing', () => {
  const pinning = { hides: false, buries: false, boosts: false, on: () => 0 };
  expect(liftsOf(itemsAt([5]), {}, pinning)).toBeUndefined();
});
