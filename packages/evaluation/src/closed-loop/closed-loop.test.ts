import { expect, test } from 'vitest';
import { closedLoop, type Feedback } from './closed-loop.ts';

/**
 * What a month of feedback may do to the answers, in the mean of its last two weeks. Over seeds 1 to 4
 * clicks that say where they come from bring 0.03 to 0.06 and up to 3.3 points, those that do not 0.06
 * to 0.18 and 6.7 to 13.5 points.
 */
const GINI_DRIFT_MAX = 0.07;
const COVERAGE_DRIFT_MAX = 0.04;

test('what is shown and clicked does not make itself popular, unless clicks do not say so', () => {
  const seed = 2;
  const lateWeeks = (feedback: Feedback) => {
    const weeks = closedLoop({ seed, feedback, examination: (position) => 1 / position });
    const late = weeks.slice(-2);
    const mean = (of: (week: (typeof late)[number]) => number) =>
      late.reduce((sum, week) => sum + of(week), 0) / late.length;
    return {
      gini: mean(({ shownGini }) => shownGini),
      coverage: mean(({ coverage }) => coverage),
      led: mean(({ led }) => led),
    };
  };
  const alone = lateWeeks('none');
  const told = lateWeeks('told');
  const untold = lateWeeks('untold');
  expect(told.led).toBeGreaterThan(0.3);
  expect(told.gini).toBeLessThan(alone.gini + GINI_DRIFT_MAX);
  expect(told.coverage).toBeGreaterThan(alone.coverage - COVERAGE_DRIFT_MAX);
  expect(untold.gini).toBeGreaterThan(alone.gini + GINI_DRIFT_MAX);
  expect(untold.coverage).toBeLessThan(alone.coverage - COVERAGE_DRIFT_MAX);
}, 300_000);
