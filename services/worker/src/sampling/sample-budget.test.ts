import { expect, test } from 'vitest';
import { SampleBudget } from './sample-budget.ts';

function open(perS: number) {
  let now = 5_000;
  const budget = new SampleBudget(perS, () => now);
  return { budget, pass: (ms: number) => (now += ms) };
}

test('gives at most a second’s worth at once, and then as much as time brings', () => {
  const { budget, pass } = open(100);
  expect(budget.take(1_000)).toBe(100);
  expect([budget.hasRoom(), budget.take(1)]).toEqual([false, 0]);
  pass(95);
  expect(budget.take(1_000)).toBe(9);
  pass(5);
  expect(budget.take(1_000)).toBe(1);
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

test('without any, there is never room', () => {
  const { budget, pass } = open(0);
  pass(60_000);
  expect([budget.hasRoom(), budget.take(5)]).toEqual([false, 0]);
});
