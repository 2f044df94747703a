import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CREDIT_PARTS, creditOf } from './position-bias.ts';

test('a click weighs by how seldom its position is looked at, in full from the 20th on', () => {
  expect(creditOf(1)).toBeCloseTo(1 / 20, 2);
  expect(creditOf(10)).toBeCloseTo(1 / 2, 2);
  expect([creditOf(20), creditOf(21)]).toEqual([1, 1]);
});

test('without a position it weighs what a click does on average', () => {
  // 1/20 from position 1 as often as 2/20 half as often and so on: 20/20 in Σ 1/k = 3.598.
  expect(creditOf(null)).toBeCloseTo(1 / 3.598, 2);
});

test('rises with the position, never past 1, in whole parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (position) => {
      const credit = creditOf(position);
      expect(credit).toBeGreaterThan(0);
      expect(credit).toBeLessThanOrEqual(creditOf(position + 1));
      expect(credit).toBeLessThanOrEqual(1);
      expect(Math.round(credit * CREDIT_PARTS) / CREDIT_PARTS).toBe(credit);
    }),
  );
});
