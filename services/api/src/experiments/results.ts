import type { Experiment } from '@freshet/events';
import {
  ALPHA,
  type ArmFigures,
  armShares,
  clickThrough,
  conversion,
  HOLDOUT,
  intervalOf,
  type Rate,
  revenuePerVisitor,
  SAMPLE_RATIO_ALPHA,
  sampleRatio,
} from '@freshet/experiments';
import { type Comparison, comparisonOf } from './comparison.ts';

/** Money is summed in whole ten-thousandths, so that it is exact. */
const MONEY_PARTS = 10_000;

interface NamedArm {
  readonly name: string;
  readonly figures: ArmFigures;
}

/** What the visitors of an experiment have done, arm by arm. */
export function resultsOf(experiment: Experiment, figuresOf: (arm: string) => ArmFigures) {
  const shares = armShares(experiment);
  const arms = shares.map(({ name }) => ({ name, figures: figuresOf(name) }));
  return {
    /** How often an interval misses, at any of all the times that somebody looks. */
    alpha: ALPHA,
    sampleRatio: sampleRatioOf(experiment, arms),
    arms: arms.map((arm) => describeArm(arm, baselinesOf(experiment, arms))),
  };
}

/** What each arm is compared with: the holdout, where there is one, and the first variant. */
function baselinesOf({ holdout, variants }: Experiment, arms: readonly NamedArm[]): NamedArm[] {
  const names = [...(holdout > 0 ? [HOLDOUT] : []), variants[0]!.name];
  return names.map((name) => arms.find((arm) => arm.name === name)!);
}

function describeArm({ name, figures }: NamedArm, baselines: readonly NamedArm[]) {
  const { visitors, buyers, impressions, clicks, orders, revenue } = figures;
  const others = baselines.filter((baseline) => baseline.name !== name);
  const measured = (rateOf: (figures: ArmFigures) => Rate, parts = 1) =>
    measure(rateOf(figures), others, rateOf, parts);
  return {
    arm: name,
    visitors,
    impressions: impressions.sum,
    clicks: clicks.sum,
    orders: orders.sum,
    buyers,
    clickThrough: measured(clickThrough),
    /** Visitors with an order, of all. */
    conversion: measured(conversion),
    revenue: Object.fromEntries(
      currenciesOf([figures, ...others.map((other) => other.figures)]).map((currency) => [
        currency,
        {
          total: (revenue.get(currency)?.sum ?? 0) / MONEY_PARTS,
          perVisitor: measured((one) => revenuePerVisitor(one, currency), MONEY_PARTS),
        },
      ]),
    ),
  };
}

function measure(
  rate: Rate,
  others: readonly NamedArm[],
  rateOf: (figures: ArmFigures) => Rate,
  parts: number,
) {
  const interval = intervalOf(rate);
  const against: Record<string, Comparison> = {};
  for (const { name, figures } of others) {
    against[name] = comparisonOf(rate, rateOf(figures), parts);
  }
  return {
    value: rate.value / parts,
    /** null: too few visitors to say. */
    interval: interval && { low: interval.low / parts, high: interval.high / parts },
    against,
  };
}

function currenciesOf(figures: readonly ArmFigures[]): string[] {
  return [...new Set(figures.flatMap(({ revenue }) => [...revenue.keys()]))].toSorted();
}

function sampleRatioOf(experiment: Experiment, arms: readonly NamedArm[]) {
  const { sharesChangedAt } = experiment;
  // Visitors keep their arm, so that counts go by the shares of before and of after.
  if (sharesChangedAt !== null) return { status: 'shares-changed', sharesChangedAt };
  const counts = arms.map(({ figures }) => figures.visitors);
  const shares = armShares(experiment).map(({ share }) => share);
  const { expected, pValue, isFlagged } = sampleRatio(counts, shares);
  const byArm = expected.map((visitors, i) => [arms[i]!.name, visitors]);
  return {
    status: isFlagged ? 'fault' : 'as-shared',
    pValue,
    threshold: SAMPLE_RATIO_ALPHA,
    expectedVisitors: Object.fromEntries(byArm) as Record<string, number>,
    ...(isFlagged && { message: faultMessage }),
  };
}

const faultMessage =
  'Visitors do not come to the arms as the shares say, so those of one arm are not those of another, ' +
  'and no figure here is to be trusted. Mostly clients lose what one arm sends back (a page that fails ' +
  'or is left before its impressions are sent, a list without items that sends none), ids change ' +
  'between answer and impression, or bots come to one arm. Find out which, and begin again under ' +
  'another id.';
