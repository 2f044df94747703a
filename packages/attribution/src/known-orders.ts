import type { VisitorTotals } from '@freshet/experiments';
import { withRevenue } from './tally.ts';
import type { Sale } from './visitor.ts';

/** An order, as far as its lines are remembered, less what was given back of it. */
export interface KnownOrder {
  readonly at: number;
  readonly currency: string;
  readonly amount: number;
}

export function ordersIn(sales: readonly Sale[]): KnownOrder[] {
  const orders = new Map<number, KnownOrder>();
  for (const { order, at, currency, amount } of sales) {
    const known = orders.get(order)?.amount ?? 0;
    orders.set(order, { at, currency, amount: known + amount });
  }
  return [...orders.values()];
}

/** A visitor's totals with these orders, or without them; `leftOut` is told of too many currencies. */
export function withOrders(
  totals: VisitorTotals,
  orders: readonly KnownOrder[],
  times: 1 | -1,
  leftOut: () => void,
): VisitorTotals {
  let after = { ...totals, orders: totals.orders + times * orders.length };
  for (const { currency, amount } of orders) {
    if (amount === 0) continue;
    const more = withRevenue(after, currency, times * amount);
    if (more === undefined) leftOut();
    else after = more;
  }
  return after;
}
