import type { VisitorTotals } from './arm-figures.ts';

export interface Habits {
  /** Chance of a click on what is shown, of the average visitor. */
  readonly click: number;
  /** Chance of an order. */
  readonly order: number;
}

/** Impressions of a visitor on average; they spread as their exponential distribution does. */
const IMPRESSIONS = 6;
/** Spread of ln(taste): visitors differ in how gladly they click, so clicks of one are no independent trials. */
const TASTE_SPREAD = 0.5;
/** Spread of ln(value) of orders around 80 units. */
const VALUE_SPREAD = 0.8;

/** A visitor whose clicks come in clusters and whose orders have a heavy tail, as those of shops do. */
export function visit(dice: () => number, { click, order }: Habits): VisitorTotals {
  const impressions = 1 + Math.floor(-Math.log(1 - dice()) * IMPRESSIONS);
  const chance = click * Math.exp(TASTE_SPREAD * normal(dice) - TASTE_SPREAD ** 2 / 2);
  let clicks = 0;
  for (let i = 0; i < impressions; i++) clicks += Number(dice() < chance);
  const orders = Number(dice() < order);
  const value = Math.round(800_000 * Math.exp(VALUE_SPREAD * normal(dice)));
  return { impressions, clicks, orders, revenue: new Map(orders > 0 ? [['EUR', value]] : []) };
}

/** Ten-thousandths that a visitor with such habits brings on average. */
export function meanRevenue({ order }: Habits): number {
  return order * 800_000 * Math.exp(VALUE_SPREAD ** 2 / 2);
}

/** Standard normal (Box, Muller 1958). */
function normal(dice: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
}
