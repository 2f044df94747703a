import { dice } from '@freshet/recommend';
import { expect, it } from 'vitest';
import { addVisitorChange, emptyFigures } from './arm-figures.ts';
import {
  differenceInterval,
  type Interval,
  intervalOf,
  liftInterval,
  standardErrorsAround,
} from './confidence-sequence.ts';
import { clickThrough, conversion, type Rate, revenuePerVisitor } from './rate.ts';
import { type Habits, meanRevenue, visit } from './simulated-visitor.fixture.ts';

const rate = (given: Partial<Rate>): Rate => ({
  visitors: 1_000,
  value: 0.1,
  standardError: 0.01,
  contributors: 100,
  ...given,
});

it('is as wide as the paper says', () => {
  // t ρ² = ln(1 − 2 ln 0.05) − 2 ln 0.05 = 7.936 at 2,000 visitors: √(2 · 8.936/7.936 · ln(√8.936/0.05)).
  expect(standardErrorsAround(2_000)).toBeCloseTo(3.0352, 4);
  expect(standardErrorsAround(200)).toBeGreaterThan(standardErrorsAround(2_000));
  expect(standardErrorsAround(20_000)).toBeGreaterThan(standardErrorsAround(2_000));
});

it('lies around the rate, the difference and the lift', () => {
  const wide = standardErrorsAround(2_000);
  const other = rate({ value: 0.2 });
  const { low, high } = differenceInterval(other, rate({}))!;
  expect((low + high) / 2).toBeCloseTo(0.1, 12);
  expect((high - low) / 2).toBeCloseTo(wide * 0.01 * Math.SQRT2, 12);
  const lift = liftInterval(other, rate({}))!;
  // ln 2 with the errors 1/20 and 1/10.
  expect(Math.log1p(lift.high) - Math.log(2)).toBeCloseTo(wide * Math.hypot(0.05, 0.1), 12);
  expect((1 + lift.low) * (1 + lift.high)).toBeCloseTo(4, 12);
});

it.for([
  ['too few visitors', rate({ visitors: 99 })],
  ['too few who did anything', rate({ contributors: 24 })],
  ['visitors who are all alike', rate({ standardError: 0 })],
  ['nobody', rate({ visitors: 0, value: 0, standardError: Number.NaN, contributors: 0 })],
] as const)('says nothing of %s', ([, few]) => {
  expect(intervalOf(few)).toBeNull();
  expect(differenceInterval(rate({}), few)).toBeNull();
  expect(liftInterval(few, rate({}))).toBeNull();
});

it('has no lift over nothing or less', () => {
  expect(liftInterval(rate({}), rate({ value: -0.1 }))).toBeNull();
});

const base: Habits = { click: 0.15, order: 0.04 };
const better: Habits = { click: 0.165, order: 0.04 };

/** One experiment of two arms, looked at after every 50 visitors; `look` gets figures of both. */
function experiment(
  seed: number,
  visitors: number,
  look: (a: ReturnType<typeof emptyFigures>, b: ReturnType<typeof emptyFigures>) => void,
): void {
  const roll = dice(seed);
  const arms = [emptyFigures(), emptyFigures()] as const;
  for (let i = 1; i <= visitors; i++) {
    const isB = roll() < 0.5;
    addVisitorChange(arms[Number(isB)]!, null, visit(roll, isB ? better : base));
    if (i % 50 === 0) look(...arms);
  }
}

const contains = (interval: Interval | null, truth: number) =>
  interval === null || (interval.low <= truth && truth <= interval.high);

/** What is 5 % wrong at most: an interval that ever missed is one that somebody could have stopped at. */
it('covers the truth at all looks at once, in at least 94 of 100 repetitions', () => {
  const missed = {
    clickThrough: 0,
    clickLift: 0,
    conversion: 0,
    conversionLift: 0,
    revenue: 0,
    more: 0,
  };
  for (let seed = 1; seed <= 100; seed++) {
    const ever = new Set<keyof typeof missed>();
    experiment(seed, 3_000, (a, b) => {
      const [ctr, sold, paid] = [clickThrough(a), conversion(a), revenuePerVisitor(a, 'EUR')];
      const is = (figure: keyof typeof missed, interval: Interval | null, truth: number) => {
        if (!contains(interval, truth)) ever.add(figure);
      };
      is('clickThrough', intervalOf(ctr), base.click);
      is('clickLift', liftInterval(clickThrough(b), ctr), 0.1);
      is('conversion', intervalOf(sold), base.order);
      is('conversionLift', liftInterval(conversion(b), sold), 0);
      is('revenue', intervalOf(paid), meanRevenue(base));
      is('more', differenceInterval(revenuePerVisitor(b, 'EUR'), paid), 0);
    });
    for (const figure of ever) missed[figure]++;
  }
  expect(Math.max(...Object.values(missed)), JSON.stringify(missed)).toBeLessThanOrEqual(6);
});

it('finds a lift of 10 % in nine of ten repetitions, and never one downward', () => {
  let found = 0;
  let wrong = 0;
  for (let seed = 1; seed <= 20; seed++) {
    let last: Interval | null = null;
    experiment(1_000 + seed, 12_000, (a, b) => {
      last = liftInterval(clickThrough(b), clickThrough(a));
      if (last !== null && last.high < 0) wrong++;
    });
    if (last!.low > 0) found++;
  }
  expect(found).toBeGreaterThanOrEqual(18);
  expect(wrong).toBe(0);
});
