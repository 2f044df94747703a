import type { BehaviourEvent } from '@freshet/events';
import {
  addVisitorChange,
  type ArmFigures,
  emptyFigures,
  type VisitorTotals,
} from '@freshet/experiments';
import { countsOf, type Measure, type Money, type Outcome } from './outcome.ts';

/** Currencies that a cell, or a visitor in an arm, has; money in further ones is left out and counted. */
export const CURRENCIES_MAX = 8;

interface Sums {
  readonly counts: Map<Measure, number>;
  readonly money: Map<string, Money>;
}

/** Adds up what one event means, cell by cell. */
export class Tally {
  readonly #event: Pick<BehaviourEvent, 'at' | 'receivedAt'>;
  readonly #cells = new Map<string, Sums>();

  constructor(event: Pick<BehaviourEvent, 'at' | 'receivedAt'>) {
    this.#event = event;
  }

  count(cell: string, measure: Measure, amount = 1): void {
    const { counts } = this.#sumsOf(cell);
    counts.set(measure, (counts.get(measure) ?? 0) + amount);
  }

  /** What one line of an order brings a place has gone from `before` to `after`. */
  earn(cell: string, currency: string, { before, after }: { before: number; after: number }): void {
    const sum = after - before;
    this.#add(cell, { currency, sum, squares: sum * (after + before) });
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
    const { at, receivedAt } = this.#event;
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
