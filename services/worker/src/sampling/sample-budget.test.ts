import { expect, test } from 'vitest';
import { SampleBudget } from './sample-budget.ts';

function open(perS: number) {
  let now = 5_000;
  const budget = new SampleBudget(perS, () => now);
  return { budget, pass: (ms: number) => (now += ms) };
}

test('gives at most a second’s worth at once, and then what time brings, in bursts', () => {
  const { budget, pass } = open(100);
  expect(budget.take(1_000)).toBe(100);
  expect([budget.hasRoom(), budget.take(1)]).toEqual([false, 0]);
  pass(95);
  expect([budget.hasRoom(), budget.take(1)]).toEqual([false, 0]);
  pass(10);
  expect([budget.hasRoom(), budget.take(4), budget.hasRoom()]).toEqual([true, 4, true]);
  expect([budget.take(1_000), budget.hasRoom()]).toEqual([6, false]);
  pass(60_000);
  expect(budget.take(1_000)).toBe(100);
});

test('a clock that is set back adds nothing and takes nothing away', () => {
  const { budget, pass } = open(10);
  budget.take(4);
  pass(-3_000);
  expect(budget.take(10)).toBe(6);
  pass(100);
  expect(budget.take(10)).toBe(1);
});

test('a rate below the bursts still gives one at a time', () => {
  const { budget, pass } = open(2);
  budget.take(2);
  pass(499);
  expect(budget.hasRoom()).toBe(false);
  pass(1);
  expect(budget.take(2)).toBe(1);
});
