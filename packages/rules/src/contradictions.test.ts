import { expect, test } from 'vitest';
import { contradictions, CONTRADICTIONS_MAX } from './contradictions.ts';
import type { Rule } from './rule.ts';
import { pinOf, ruleOf } from './rule.fixture.ts';

/** Only the first item of the alphabet passes a filter. */
const shop = {
  passes: (slot: number) => slot === 0,
  slotOf: (itemId: string) => 'abcdefgh'.indexOf(itemId),
};
const found = (...rules: Rule[]) =>
  contradictions(rules, shop).map(({ code, rules: [first, second] }) => {
    return `${code} ${first} ${second}`;
  });

test('two pins of one position, and of one item, name the one that has its way first', () => {
  expect(found(pinOf('x', ['b'], 1), pinOf('y', ['c'], 1, 5))).toEqual(['POSITION_TAKEN y x']);
  expect(found(pinOf('x', ['b', 'c'], 1), pinOf('y', ['d'], 2))).toEqual(['POSITION_TAKEN x y']);
  expect(found(pinOf('x', ['b', 'c'], 1), pinOf('y', ['d'], 3))).toEqual([]);
  expect(found(pinOf('x', ['b'], 1), pinOf('y', ['b'], 9))).toEqual(['PINNED_TWICE x y']);
});

test('what is pinned and hidden stays hidden, whatever the priority', () => {
  const hide = ruleOf({ id: 'h' });
  expect(found(pinOf('x', ['b', 'a'], 1, 9), hide)).toEqual(['PINNED_AND_HIDDEN h x']);
  expect(found(pinOf('x', ['b', 'unknown'], 1), hide)).toEqual([]);
});

test('rules that never hold together, or are off, contradict nothing', () => {
  const pin = pinOf('x', ['b'], 1);
  expect(found({ ...pin, until: 5 }, { ...pin, id: 'y', from: 5 })).toEqual([]);
  expect(found({ ...pin, scenarios: ['home'] }, { ...pin, id: 'y', scenarios: ['cart'] })).toEqual(
    [],
  );
  expect(found(pin, { ...pin, id: 'y', enabled: false })).toEqual([]);
  expect(found({ ...pin, scenarios: ['home'] }, { ...pin, id: 'y' })).toHaveLength(1);
});

test('no more are told than anybody reads', () => {
  const pins = Array.from({ length: 100 }, (_, i) => pinOf(`p${i}`, ['b'], 1));
  expect(found(...pins)).toHaveLength(CONTRADICTIONS_MAX);
});

test('of one rule only what it takes part in is told', () => {
  const rules = [pinOf('x', ['b'], 1), pinOf('y', ['c'], 1), pinOf('z', ['d'], 1)];
  const told = contradictions(rules, { ...shop, about: 'z' });
  expect(told.map((one) => one.rules)).toEqual([
    ['x', 'z'],
    ['y', 'z'],
  ]);
});
