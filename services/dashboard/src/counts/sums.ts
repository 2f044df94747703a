import { MONEY_PARTS } from '@freshet/attribution';
import type { Act } from '../acts/act.ts';
import type { Amount } from '../shapes/counts.ts';
import { TopCounts } from './top-counts.ts';

/** Currencies told apart in one sum; further ones count as one, named `other`. */
const CURRENCIES_MAX = 8;
export const TYPES_MAX = 20;

/** What is added up of the acts of some time, without telling visitors and items apart. */
export class Sums {
  events = 0;
  pageViews = 0;
  orders = 0;
  /** By currency, '' where none was given, in ten-thousandths. */
  readonly revenue = new Map<string, number>();
  readonly types: TopCounts;

  /** @param typesMax types that are told apart. */
  constructor(typesMax = TYPES_MAX) {
    this.types = new TopCounts(typesMax);
  }

  add({ type, page, revenue }: Act): void {
    this.events++;
    this.types.add(type);
    if (page !== null) this.pageViews++;
    if (revenue === null) return;
    this.orders++;
    this.#earn(revenue.currency, revenue.sum);
  }

  merge(other: Sums): void {
    this.events += other.events;
    this.pageViews += other.pageViews;
    this.orders += other.orders;
    for (const [currency, sum] of other.revenue) this.#earn(currency, sum);
    this.types.merge(other.types);
  }

  #earn(currency: string, sum: number): void {
    const isNew = !this.revenue.has(currency);
    const name = isNew && this.revenue.size >= CURRENCIES_MAX ? 'other' : currency;
    this.revenue.set(name, (this.revenue.get(name) ?? 0) + sum);
  }
}

export function amountsOf(revenue: ReadonlyMap<string, number>): Amount[] {
  return Array.from(revenue, ([currency, sum]) => {
    return { currency: currency || null, amount: sum / MONEY_PARTS };
  });
}
