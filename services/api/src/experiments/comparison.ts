import { differenceInterval, type Interval, liftInterval, type Rate } from '@freshet/experiments';

/** How a figure of one arm stands to that of another. */
export interface Comparison {
  /** `better` and `worse` are decided: the interval of the lift, or without one of the difference, leaves 0 out. */
  readonly verdict: 'better' | 'worse' | 'open' | 'too-few-visitors';
  /** By how much of the other it is more; null: the other is 0. */
  readonly lift: number | null;
  readonly liftInterval: Interval | null;
  readonly difference: number;
  readonly differenceInterval: Interval | null;
}

/** Of rates counted in so many parts of the unit that is shown. */
export function comparisonOf(rate: Rate, baseline: Rate, parts: number): Comparison {
  const lift = liftInterval(rate, baseline);
  const difference = differenceInterval(rate, baseline);
  return {
    verdict: verdictOf(lift ?? difference),
    lift: baseline.value > 0 ? rate.value / baseline.value - 1 : null,
    liftInterval: lift,
    difference: (rate.value - baseline.value) / parts,
    differenceInterval: difference && {
      low: difference.low / parts,
      high: difference.high / parts,
    },
  };
}

function verdictOf(interval: Interval | null): Comparison['verdict'] {
  if (interval === null) return 'too-few-visitors';
  if (interval.low > 0) return 'better';
  return interval.high < 0 ? 'worse' : 'open';
}
