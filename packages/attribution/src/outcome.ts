import { type ArmFigures, emptyFigures } from '@freshet/experiments';

/** What is counted in a cell, in the order in which it is stored and crosses topics: append only. */
export const MEASURES = [
  'visitors',
  'buyers',
  'impressions',
  'impressionsSquared',
  'clicks',
  'clicksSquared',
  'clicksByImpressions',
  'orders',
  'ordersSquared',
  'leftOut',
] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * Money in one currency, and the squares of what each visitor of an arm, or each line that goes to a place,
 * brings.
 */
export interface Money {
  /** ISO 4217; '' where none was given. */
  readonly currency: string;
  /** In ten-thousandths. */
  readonly sum: number;
  readonly squares: number;
}

/** What one event adds to a cell. */
export interface Outcome {
  /** Key of the cell. */
  readonly cell: string;
  /** Effective time of the event, epoch ms. */
  readonly at: number;
  readonly receivedAt: number;
  readonly counts: readonly (readonly [Measure, number])[];
  readonly money: Money | null;
}

/** What is to be added to an arm, as counts; without what stays. */
export function countsOf(change: ArmFigures): (readonly [Measure, number])[] {
  const { visitors, buyers, impressions, clicks, clicksByImpressions, orders } = change;
  const counts: readonly (readonly [Measure, number])[] = [
    ['visitors', visitors],
    ['buyers', buyers],
    ['impressions', impressions.sum],
    ['impressionsSquared', impressions.squares],
    ['clicks', clicks.sum],
    ['clicksSquared', clicks.squares],
    ['clicksByImpressions', clicksByImpressions],
    ['orders', orders.sum],
    ['ordersSquared', orders.squares],
  ];
  return counts.filter(([, amount]) => amount !== 0);
}

/** An arm's figures as the maths of experiments takes them. */
export function armFigures(
  counts: Readonly<Record<Measure, number>>,
  money: Iterable<Money>,
): ArmFigures {
  const figures = emptyFigures();
  for (const { currency, sum, squares } of money) figures.revenue.set(currency, { sum, squares });
  return {
    ...figures,
    visitors: counts.visitors,
    buyers: counts.buyers,
    impressions: { sum: counts.impressions, squares: counts.impressionsSquared },
    clicks: { sum: counts.clicks, squares: counts.clicksSquared },
    clicksByImpressions: counts.clicksByImpressions,
    orders: { sum: counts.orders, squares: counts.ordersSquared },
  };
}
