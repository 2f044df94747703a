import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CREDIT_PARTS, creditOf } from './position-bias.ts';

test('a click weighs by how seldom its position is looked at: log2(1 + k) of log2(21)', () => {
  expect(creditOf(1)).toBeCloseTo(1 / 4.392, 2);
  expect(creditOf(3)).toBeCloseTo(2 / 4.392, 2);
  expect(creditOf(7)).toBeCloseTo(3 / 4.392, 2);
  expect(creditOf(20)).toBe(1);
});

test('without a position it weighs what the top does', () => {
  expect(creditOf(null)).toBe(creditOf(1));
});

test('rises with the position, never past 1, in whole parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (position) => {
      const credit = creditOf(position);
      expect(credit).toBeGreaterThan(0.2);
      expect(credit).toBeLessThanOrEqual(1);
      expect(credit).toBeLessThanOrEqual(creditOf(position + 1));
      expect(Math.round(credit * CREDIT_PARTS) / CREDIT_PARTS).toBe(credit);
    }),
  );
});
