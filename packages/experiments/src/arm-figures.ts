/** What one visitor has done so far with what an experiment showed them. */
export interface VisitorTotals {
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  /** In whole ten-thousandths of a unit, by currency (ISO 4217); what is given back makes it less. */
  readonly revenue: ReadonlyMap<string, number>;
}

/** Of one figure of each visitor: Σ x and Σ x². */
export interface Moments {
  sum: number;
  squares: number;
}

/**
 * What the visitors of one arm have done, as sums from which means per visitor and their errors follow
 * without the visitors. Sums are exact while they stay below 2^53 (of revenue: 900 billion units), and so
 * are squares; beyond it each change of a square is rounded by at most one part in 2^53.
 */
export interface ArmFigures {
  visitors: number;
  /** Visitors with at least one order. */
  buyers: number;
  readonly impressions: Moments;
  readonly clicks: Moments;
  /** Σ clicks · impressions. */
  clicksByImpressions: number;
  readonly orders: Moments;
  /** In ten-thousandths of a unit and their squares, by currency. */
  readonly revenue: Map<string, Moments>;
}

export const NO_TOTALS: VisitorTotals = {
  impressions: 0,
  clicks: 0,
  orders: 0,
  revenue: new Map(),
};

export function emptyFigures(): ArmFigures {
  return {
    visitors: 0,
    buyers: 0,
    impressions: { sum: 0, squares: 0 },
    clicks: { sum: 0, squares: 0 },
    clicksByImpressions: 0,
    orders: { sum: 0, squares: 0 },
    revenue: new Map(),
  };
}

/**
 * Takes in that a visitor's totals went from `before` (null: was not in the arm) to `after`. What is
 * added up is the change alone, so changes may be collected elsewhere and added by `addFigures`.
 */
export function addVisitorChange(
  figures: ArmFigures,
  before: VisitorTotals | null,
  after: VisitorTotals,
): void {
  const was = before ?? NO_TOTALS;
  if (before === null) figures.visitors++;
  figures.buyers += Number(after.orders > 0) - Number(was.orders > 0);
  addChange(figures.impressions, was.impressions, after.impressions);
  addChange(figures.clicks, was.clicks, after.clicks);
  figures.clicksByImpressions += after.clicks * after.impressions - was.clicks * was.impressions;
  addChange(figures.orders, was.orders, after.orders);
  for (const currency of new Set([...was.revenue.keys(), ...after.revenue.keys()])) {
    const [from = 0, to = 0] = [was.revenue.get(currency), after.revenue.get(currency)];
    addChange(momentsOf(figures.revenue, currency), from, to);
  }
}

/** Adds what was collected of one arm elsewhere; in any order the sums are the same. */
export function addFigures(figures: ArmFigures, others: ArmFigures): void {
  figures.visitors += others.visitors;
  figures.buyers += others.buyers;
  addMoments(figures.impressions, others.impressions);
  addMoments(figures.clicks, others.clicks);
  figures.clicksByImpressions += others.clicksByImpressions;
  addMoments(figures.orders, others.orders);
  for (const [currency, moments] of others.revenue) {
    addMoments(momentsOf(figures.revenue, currency), moments);
  }
}

function momentsOf(revenue: Map<string, Moments>, currency: string): Moments {
  let moments = revenue.get(currency);
  if (moments === undefined) revenue.set(currency, (moments = { sum: 0, squares: 0 }));
  return moments;
}

function addChange(moments: Moments, before: number, after: number): void {
  moments.sum += after - before;
  moments.squares += (after - before) * (after + before);
}

function addMoments(moments: Moments, { sum, squares }: Moments): void {
  moments.sum += sum;
  moments.squares += squares;
}
