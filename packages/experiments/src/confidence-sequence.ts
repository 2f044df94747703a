import type { Rate } from './rate.ts';

/** How often an interval may be wrong at any time at all, however often somebody looks. */
export const ALPHA = 0.05;
/** Below so many visitors of an arm, or so many that it rests on, the normal limit says too little. */
export const VISITORS_MIN = 100;
export const CONTRIBUTORS_MIN = 25;
/** Visitors at which intervals are tightest; a tenth of them costs a quarter in width, ten times as many a tenth. */
const TIGHTEST_AT = 2_000;
/** ρ² that is best there, as the paper below approximates it. */
const RHO_SQUARED = (Math.log(1 - 2 * Math.log(ALPHA)) - 2 * Math.log(ALPHA)) / TIGHTEST_AT;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Half the width of the interval, in standard errors, after so many visitors: the asymptotic confidence
 * sequence with a normal mixture of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas ("Time-uniform central
 * limit theory and asymptotic confidence sequences", 2021, Theorem 2.2). Unlike the 1.96 of a fixed
 * sample it holds at all times at once, so one may look after every visitor and stop when it pleases.
 */
export function standardErrorsAround(visitors: number): number {
  const t = visitors * RHO_SQUARED;
  return Math.sqrt(((2 * (t + 1)) / t) * Math.log(Math.sqrt(t + 1) / ALPHA));
}

/** Where the rate lies; null: too few visitors to say. */
export function intervalOf(rate: Rate): Interval | null {
  if (!isEnough(rate)) return null;
  const radius = standardErrorsAround(rate.visitors) * rate.standardError;
  return { low: rate.value - radius, high: rate.value + radius };
}

/** Where `rate` less `baseline` lies, of two arms; null: too few visitors to say. */
export function differenceInterval(rate: Rate, baseline: Rate): Interval | null {
  if (!isEnough(rate) || !isEnough(baseline)) return null;
  const error = Math.hypot(rate.standardError, baseline.standardError);
  return around(rate.value - baseline.value, error, rate, baseline);
}

/**
 * Where the lift `rate` / `baseline` − 1 lies, of two arms; null: too few visitors to say. It is taken
 * from the difference of logarithms, whose errors are nearer to normal than those of the ratio.
 */
export function liftInterval(rate: Rate, baseline: Rate): Interval | null {
  if (!isEnough(rate) || !isEnough(baseline)) return null;
  if (rate.value <= 0 || baseline.value <= 0) return null;
  const error = Math.hypot(
    rate.standardError / rate.value,
    baseline.standardError / baseline.value,
  );
  const { low, high } = around(Math.log(rate.value / baseline.value), error, rate, baseline);
  return { low: Math.expm1(low), high: Math.expm1(high) };
}

/**
 * The difference of two arms is a mean over the visitors of both, each weighted by the inverse of its arm's
 * share, and its standard error is that of the two together; so the time is the visitors of both.
 */
function around(middle: number, error: number, a: Rate, b: Rate): Interval {
  const radius = standardErrorsAround(a.visitors + b.visitors) * error;
  return { low: middle - radius, high: middle + radius };
}

function isEnough({ visitors, contributors, standardError }: Rate): boolean {
  return visitors >= VISITORS_MIN && contributors >= CONTRIBUTORS_MIN && standardError > 0;
}
