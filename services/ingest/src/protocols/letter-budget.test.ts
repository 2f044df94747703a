import { expect, it } from 'vitest';
import { BURST_BYTES, LetterBudget } from './letter-budget.ts';

const HOUR_MS = 3_600_000;
const HOURLY = 1024 * 1024;

it('is a burst, and then so much an hour, for each sender by itself', () => {
  const budget = new LetterBudget();
  expect(budget.take('page', BURST_BYTES - 10, 0)).toBe(true);
  expect(budget.take('page', 11, 0)).toBe(false);
  expect(budget.take('page', 10, 0)).toBe(true);
  expect(budget.take('server', BURST_BYTES, 0)).toBe(true);
  expect(budget.take('page', HOURLY / 2 + 1, HOUR_MS / 2)).toBe(false);
  expect(budget.take('page', HOURLY / 2, HOUR_MS / 2)).toBe(true);
  expect(budget.take('page', 1, HOUR_MS / 2)).toBe(false);
});

it('saves up no more than a burst, and a clock that is set back gives nothing', () => {
  const budget = new LetterBudget();
  expect(budget.take('page', 1, 0)).toBe(true);
  expect(budget.take('page', BURST_BYTES + 1, 1_000 * HOUR_MS)).toBe(false);
  expect(budget.take('page', BURST_BYTES, 1_000 * HOUR_MS)).toBe(true);
  expect(budget.take('page', 1, 0)).toBe(false);
});
