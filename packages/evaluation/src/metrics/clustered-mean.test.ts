import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClusteredMean } from './clustered-mean.ts';

function meanOf(observations: readonly (readonly [string, number])[]): ClusteredMean {
  const mean = new ClusteredMean();
  for (const [cluster, value] of observations) mean.add(cluster, value);
  return mean;
}

test('clusters are the independent observations', () => {
  // Mean 2/4; sums of deviations: a: 1 + 1 − 2·½ = 1, b: −1; √(2/1 · (1 + 1)) / 4 = ½.
  const mean = meanOf([
    ['a', 1],
    ['a', 1],
    ['b', 0],
    ['b', 0],
  ]);
  expect([mean.count, mean.mean, mean.standardError]).toEqual([4, 0.5, 0.5]);
});

test('a difference is as uncertain as the observations differ, not as they vary', () => {
  const hard = [0, 1, 1, 0, 1].map((value, i) => [`${i}`, value] as const);
  const better = hard.map(([cluster, value], i) => [cluster, i === 0 ? 1 : value] as const);
  const difference = meanOf(better).minus(meanOf(hard));
  // One of five is better: 1, 0, 0, 0, 0 has the variance 0.2.
  expect(difference.mean).toBeCloseTo(1 / 5);
  expect(difference.standardError).toBeCloseTo(Math.sqrt(0.2 / 5));
  expect(meanOf(hard).minus(meanOf(hard)).standardError).toBe(0);
});

test('of nothing the mean is 0, and of one cluster nobody knows the error', () => {
  expect([meanOf([]).mean, meanOf([]).standardError]).toEqual([0, Number.NaN]);
  expect(meanOf([['a', 1]]).standardError).toBeNaN();
});

const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 });

test('with one observation a cluster it is the plain standard error', () => {
  fc.assert(
    fc.property(values, (xs) => {
      const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
      const variance = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (xs.length - 1);
      const clustered = meanOf(xs.map((x, i) => [`${i}`, x]));
      expect(clustered.standardError).toBeCloseTo(Math.sqrt(variance / xs.length), 12);
    }),
  );
});

test('saying everything twice in the same cluster makes nothing more certain', () => {
  fc.assert(
    fc.property(values, (xs) => {
      const once = xs.map((x, i) => [`${i}`, x] as const);
      const error = meanOf([...once, ...once]).standardError;
      expect(error).toBeCloseTo(meanOf(once).standardError, 12);
    }),
  );
});
