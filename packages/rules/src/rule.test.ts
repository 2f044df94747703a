import { expect, test } from 'vitest';
import { byPrecedence, compileRule, isActive, nextChange, recordOf } from './rule.ts';
import { ruleOf } from './rule.fixture.ts';

test('a rule holds from its begin to before its end, where it says and while it is enabled', () => {
  const rule = ruleOf({ from: 100, until: 200, scenarios: ['home', 'cart'] });
  const holds = (scenario: string, now: number) => isActive(rule, scenario, now);
  expect([99, 100, 199, 200].map((now) => holds('home', now))).toEqual([false, true, true, false]);
  expect([holds('cart', 150), holds('product', 150)]).toEqual([true, false]);
  expect(isActive({ ...rule, enabled: false }, 'home', 150)).toBe(false);
  expect(isActive(ruleOf(), 'anywhere', 0)).toBe(true);
});

test('what changes next is the nearest begin or end that is still to come', () => {
  const rules = [ruleOf({ from: 100, until: 200 }), ruleOf({ from: 150 }), ruleOf()];
  expect([0, 100, 150, 199, 200].map((now) => nextChange(rules, now))).toEqual([
    100,
    150,
    200,
    200,
    Number.POSITIVE_INFINITY,
  ]);
});

test('higher priority goes first, then the smaller id', () => {
  const rules = [ruleOf({ id: 'b' }), ruleOf({ id: 'c', priority: 1 }), ruleOf({ id: 'a' })];
  expect(rules.toSorted(byPrecedence).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});

test('a rule is stored as it was given', () => {
  const record = recordOf(ruleOf({ action: 'boost', filter: 'item.price < 5', factor: 2 }));
  expect(recordOf(compileRule(record))).toEqual(record);
  expect(record.filter).toBe('item.price < 5');
});

test('an action of a newer version is refused', () => {
  expect(() => compileRule({ ...recordOf(ruleOf()), action: 'gild' })).toThrow(
    '"gild" is no action',
  );
});
