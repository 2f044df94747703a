import type { Experiment } from '@freshet/events';
import { addVisitorChange, emptyFigures, NO_TOTALS } from '@freshet/experiments';
import { expect, it } from 'vitest';
import { resultsOf } from './results.ts';

const variant = { share: 1, strategy: 'personal', ranker: 'served', weights: null };
const experiment: Experiment = {
  scenarios: ['home'],
  holdout: 0.2,
  variants: ['a', 'b'].map((name) => ({ name, parameters: '{}', ...variant })),
  state: 'running',
  startedAt: 0,
  stoppedAt: null,
  sharesChangedAt: null,
};

/** Visitors who saw ten items each; of every hundred so many click on one, and half of these buy for 19.99. */
function arm(visitors: number, clicking: number) {
  const figures = emptyFigures();
  for (let i = 0; i < visitors; i++) {
    const clicks = Number(i % 100 < clicking);
    const orders = Number(clicks === 1 && i % 2 === 0);
    const revenue = new Map(orders === 1 ? [['EUR', 199_900]] : []);
    addVisitorChange(figures, null, { ...NO_TOTALS, impressions: 10, clicks, orders, revenue });
  }
  return figures;
}

function resultsWith(arms: Record<string, ReturnType<typeof emptyFigures>>) {
  return resultsOf(experiment, (name) => arms[name] ?? emptyFigures());
}

it('has each arm with its rates, compared with the holdout and the first variant', () => {
  const { arms, alpha } = resultsWith({
    holdout: arm(1_000, 20),
    a: arm(2_000, 20),
    b: arm(2_000, 60),
  });
  expect(alpha).toBe(0.05);
  expect(arms.map((one) => one.arm)).toEqual(['holdout', 'a', 'b']);
  expect(Object.keys(arms[0]!.clickThrough.against)).toEqual(['a']);
  expect(Object.keys(arms[1]!.clickThrough.against)).toEqual(['holdout']);
  const b = arms[2]!;
  expect(b).toMatchObject({
    visitors: 2_000,
    impressions: 20_000,
    clicks: 1_200,
    orders: 600,
    buyers: 600,
    clickThrough: { value: 0.06, against: { holdout: { verdict: 'better' } } },
    conversion: { value: 0.3, against: { a: { verdict: 'better' } } },
    revenue: { EUR: { total: 11_994, perVisitor: { value: 5.997 } } },
  });
  const { lift, liftInterval, difference } = b.clickThrough.against['a']!;
  expect(lift).toBeCloseTo(2, 12);
  expect(difference).toBeCloseTo(0.04, 12);
  expect(liftInterval!.low).toBeGreaterThan(1);
  expect(liftInterval!.high).toBeLessThan(4);
  const money = b.revenue['EUR']!.perVisitor;
  expect(money.against['a']!.difference).toBeCloseTo(3.998, 9);
  expect(money.interval!.low).toBeGreaterThan(5);
  expect(money.interval!.high).toBeLessThan(7);
});

it('does not decide what could be chance, and says where there is too little to say anything', () => {
  const { arms } = resultsWith({ holdout: arm(50, 20), a: arm(2_000, 20), b: arm(2_000, 21) });
  const { against, interval } = arms[2]!.clickThrough;
  expect(interval).not.toBeNull();
  expect(against['a']).toMatchObject({ verdict: 'open' });
  expect(against['holdout']).toMatchObject({ verdict: 'too-few-visitors', liftInterval: null });
});

it('is all noughts of an experiment that nobody has seen', () => {
  const { arms, sampleRatio } = resultsWith({});
  expect(sampleRatio).toMatchObject({ status: 'as-shared', pValue: 1 });
  for (const { visitors, clickThrough, revenue } of arms) {
    expect([visitors, clickThrough.value, clickThrough.interval, revenue]).toEqual([
      0,
      0,
      null,
      {},
    ]);
  }
});

it('flags arms that are not filled as their shares say, and says what that means', () => {
  const { sampleRatio } = resultsWith({ holdout: arm(500, 5), a: arm(2_000, 5), b: arm(1_600, 5) });
  expect(sampleRatio).toMatchObject({
    status: 'fault',
    threshold: 0.001,
    expectedVisitors: { holdout: 820, a: 1_640, b: 1_640 },
    message: expect.stringContaining('no figure here is to be trusted'),
  });
});

it('cannot tell once shares were changed', () => {
  const changed = { ...experiment, sharesChangedAt: 7 };
  const { sampleRatio } = resultsOf(changed, () => arm(100, 5));
  expect(sampleRatio).toEqual({ status: 'shares-changed', sharesChangedAt: 7 });
});

it('shows a currency that only others have as nothing earned', () => {
  const dollars = emptyFigures();
  const revenue = new Map([['USD', 10_000]]);
  addVisitorChange(dollars, null, { ...NO_TOTALS, orders: 1, revenue });
  const { arms } = resultsWith({ holdout: dollars, b: arm(100, 50) });
  expect(arms[2]!.revenue).toMatchObject({ EUR: { total: 499.75 }, USD: { total: 0 } });
});
