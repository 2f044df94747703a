import type { Figure, Measures } from '@freshet/evaluation';

/** Two-sided 95 % quantile of the normal distribution. */
const Z = 1.96;

/** A difference, and where it lies with 95 %; NaN bounds of fewer than two sessions. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How much better one model is than another that was asked the same; sessions are the independent trials. */
export interface Difference {
  readonly hitRate: Interval;
  readonly reciprocalRank: Interval;
}

export function differenceOf(tried: Measures, current: Measures): Difference {
  return {
    hitRate: intervalOf(tried.hitRateOver(current)),
    reciprocalRank: intervalOf(tried.reciprocalRankOver(current)),
  };
}

function intervalOf({ value, error }: Figure): Interval {
  return { value, low: value - Z * error, high: value + Z * error };
}
