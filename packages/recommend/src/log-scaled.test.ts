import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logScaled } from './log-scaled.ts';

test('is ln(1 + x/e) for every share', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, fc.constantFrom(1e-3, 1e-5), (x, e) => {
      expect(Math.abs(logScaled(x, e) - Math.log(1 + x / e))).toBeLessThan(1e-13);
    }),
    { numRuns: 2_000 },
  );
});

test('never falls as the share grows', () => {
  const values = Array.from({ length: 100_000 }, (_, i) => logScaled(i * 1e-5, 1e-3));
  expect(values.findIndex((value, i) => value < values[i - 1]!)).toBe(-1);
});

test('is 0 for nothing', () => {
  expect(logScaled(0, 1e-3)).toBe(0);
});
