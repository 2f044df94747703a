import {
  addVisitorChange,
  type ArmFigures,
  emptyFigures,
  type VisitorTotals,
} from '@freshet/experiments';
import { countsOf, type Measure, type Money, type Outcome } from './outcome.ts';
import type { Act, Moment } from './witness.ts';

/** Currencies that a cell, or a visitor in an arm, has; money in further ones is left out and counted. */
export const CURRENCIES_MAX = 8;

const NOTHING = { impressions: 0, clicks: 0, orders: 0, money: null, clickedAt: null };

interface Sums {
  readonly counts: Map<Measure, number>;
  readonly money: Map<string, Money>;
}

/** What one line of an order brings the place that it goes to, or takes from there. */
export interface Deal {
  readonly itemId: string | null;
  /** The answer that it goes to; '' where that is not remembered. */
  readonly recommId: string;
  /** Of the click that it goes to, where that is known. */
  readonly clickedAt: number | null;
  /** Whether the order counts at the place with this line, or no more. */
  readonly orders: 1 | 0 | -1;
  readonly currency: string;
  /** In ten-thousandths. */
  readonly before: number;
  readonly after: number;
}

/** Adds up what one event means, cell by cell. */
export class Tally {
  readonly #moment: Moment;
  readonly #cells = new Map<string, Sums>();

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  count(cell: string, measure: Measure, amount = 1): void {
    const { counts } = this.#sumsOf(cell);
    counts.set(measure, (counts.get(measure) ?? 0) + amount);
  }

  /** An item was seen or clicked at a place; -1: it no longer counts. */
  visit(
    place: string,
    measure: 'impressions' | 'clicks',
    which: Pick<Act, 'itemId' | 'recommId'>,
    amount: 1 | -1 = 1,
  ): void {
    this.count(place, measure, amount);
    this.#moment.witness?.({
      ...NOTHING,
      ...which,
      place,
      at: this.#moment.at,
      [measure]: amount,
    });
  }

  deal(place: string, deal: Deal): void {
    const { itemId, recommId, clickedAt, orders, currency, before, after } = deal;
    const sum = after - before;
    if (orders !== 0) this.count(place, 'orders', orders);
    this.#add(place, { currency, sum, squares: sum * (after + before) });
    this.#moment.witness?.({
      ...NOTHING,
      place,
      at: this.#moment.at,
      itemId,
      recommId: recommId || null,
      clickedAt,
      orders,
      money: { currency, sum },
    });
  }

  /** What a visitor did in an arm has changed; `before` is null for one who is counted there from now on. */
  arm(cell: string, before: VisitorTotals | null, after: VisitorTotals): void {
    const change: ArmFigures = emptyFigures();
    addVisitorChange(change, before, after);
    for (const [measure, amount] of countsOf(change)) this.count(cell, measure, amount);
    for (const [currency, { sum, squares }] of change.revenue) {
      if (sum !== 0) this.#add(cell, { currency, sum, squares });
    }
  }

  outcomes(): Outcome[] {
    const { at, receivedAt } = this.#moment;
    // One currency each; an event has one, but two visitors who are one person may have several.
    return [...this.#cells].flatMap(([cell, { counts, money }]) => {
      const changed = [...counts].filter(([, amount]) => amount !== 0);
      const [first = null, ...others] = money.values();
      if (changed.length === 0 && first === null) return [];
      const outcome = { cell, at, receivedAt, counts: changed, money: first };
      return [outcome, ...others.map((more) => ({ ...outcome, counts: [], money: more }))];
    });
  }

  #add(cell: string, { currency, sum, squares }: Money): void {
    const { money } = this.#sumsOf(cell);
    const { sum: before = 0, squares: squaresBefore = 0 } = money.get(currency) ?? {};
    money.set(currency, { currency, sum: before + sum, squares: squaresBefore + squares });
  }

  #sumsOf(cell: string): Sums {
    let sums = this.#cells.get(cell);
    if (sums === undefined) this.#cells.set(cell, (sums = { counts: new Map(), money: new Map() }));
    return sums;
  }
}

/** A visitor's totals with an amount more; undefined where they have too many currencies already. */
export function withRevenue(
  totals: VisitorTotals,
  currency: string,
  amount: number,
): VisitorTotals | undefined {
  const { revenue } = totals;
  if (!revenue.has(currency) && revenue.size >= CURRENCIES_MAX) return undefined;
  const more = new Map(revenue).set(currency, (revenue.get(currency) ?? 0) + amount);
  return { ...totals, revenue: more };
}
