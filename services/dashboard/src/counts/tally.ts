import { MONEY_PARTS } from '@freshet/attribution';
import type { Act, Stage } from '../acts/act.ts';
import type { Amount, Counts, CountsWithTops } from '../shapes/counts.ts';
import { TopCounts } from './top-counts.ts';
import { Visitors } from './visitors.ts';

/** Currencies told apart in one tally; further ones count as one, named `other`. */
const CURRENCIES_MAX = 8;
const TYPES_MAX = 20;
const ROWS = 10;

const isStage = (stage: string | null): stage is Stage => STAGES.includes(stage as Stage);

export const STAGES = ['view', 'cart', 'purchase'] as const satisfies readonly Stage[];

/** What was counted of the acts of some time. Adding and merging come to the same. */
export class Tally {
  events = 0;
  pageViews = 0;
  orders = 0;
  readonly visitors = new Visitors();
  /** By stage reached, at least. */
  readonly reached: Readonly<Record<Stage, Visitors>> = {
    view: new Visitors(),
    cart: new Visitors(),
    purchase: new Visitors(),
  };
  /** By currency, '' where none was given, in ten-thousandths. */
  readonly revenue = new Map<string, number>();
  readonly types: TopCounts;
  readonly items: TopCounts;
  readonly categories: TopCounts;

  /** @param namesMax items, and as many categories, and types where these are more than 20, that are told apart. */
  constructor(namesMax: number) {
    this.types = new TopCounts(Math.max(TYPES_MAX, namesMax));
    this.items = new TopCounts(namesMax);
    this.categories = new TopCounts(namesMax);
  }

  add(act: Act): void {
    this.events++;
    this.types.add(act.type);
    this.visitors.add(act.visitor);
    if (act.page !== null) this.pageViews++;
    if (isStage(act.stage)) this.#reach(act.stage, act.visitor);
    for (const item of act.items) this.items.add(item);
    for (const category of act.categories) this.categories.add(category);
    if (act.revenue === null) return;
    this.orders++;
    this.#earn(act.revenue.currency, act.revenue.sum);
  }

  merge(other: Tally): void {
    this.events += other.events;
    this.pageViews += other.pageViews;
    this.orders += other.orders;
    this.visitors.merge(other.visitors);
    for (const stage of STAGES) this.reached[stage].merge(other.reached[stage]);
    for (const [currency, sum] of other.revenue) this.#earn(currency, sum);
    this.types.merge(other.types);
    this.items.merge(other.items);
    this.categories.merge(other.categories);
  }

  #reach(stage: Stage, visitor: number): void {
    for (const each of STAGES) {
      this.reached[each].add(visitor);
      if (each === stage) return;
    }
  }

  #earn(currency: string, sum: number): void {
    const isNew = !this.revenue.has(currency);
    const name = isNew && this.revenue.size >= CURRENCIES_MAX ? 'other' : currency;
    this.revenue.set(name, (this.revenue.get(name) ?? 0) + sum);
  }
}

export function describeCounts(tally: Tally, from: number, to: number): Counts {
  const visitors = tally.visitors.count;
  const [view, cart, purchase] = STAGES.map((stage) => tally.reached[stage].count);
  return {
    from,
    to,
    events: tally.events,
    pageViews: tally.pageViews,
    visitors,
    orders: tally.orders,
    revenue: amountsOf(tally.revenue),
    conversion: visitors === 0 ? null : Math.min(1, purchase! / visitors),
    funnel: { view: view!, cart: cart!, purchase: purchase! },
    types: tally.types.top(TYPES_MAX),
  };
}

export function describeWithTops(tally: Tally, from: number, to: number): CountsWithTops {
  return {
    ...describeCounts(tally, from, to),
    items: tally.items.top(ROWS),
    categories: tally.categories.top(ROWS),
  };
}

export function amountsOf(revenue: ReadonlyMap<string, number>): Amount[] {
  return Array.from(revenue, ([currency, sum]) => {
    return { currency: currency || null, amount: sum / MONEY_PARTS };
  });
}
