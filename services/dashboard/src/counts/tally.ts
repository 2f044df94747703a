import type { Act, Stage } from '../acts/act.ts';
import type { Counts, CountsWithTops } from '../shapes/counts.ts';
import { amountsOf, Sums, TYPES_MAX } from './sums.ts';
import { TopCounts } from './top-counts.ts';
import { Visitors } from './visitors.ts';

const ROWS = 10;

const isStage = (stage: string | null): stage is Stage => STAGES.includes(stage as Stage);

export const STAGES = ['view', 'cart', 'purchase'] as const satisfies readonly Stage[];

/** What was counted of the acts of some time. Adding and merging come to the same. */
export class Tally extends Sums {
  readonly visitors = new Visitors();
  /** By stage reached, at least. */
  readonly reached: Readonly<Record<Stage, Visitors>> = {
    view: new Visitors(),
    cart: new Visitors(),
    purchase: new Visitors(),
  };
  readonly items: TopCounts;
  readonly categories: TopCounts;

  /** @param namesMax items, and as many categories, and types where these are more than 20, that are told apart. */
  constructor(namesMax: number) {
    super(Math.max(TYPES_MAX, namesMax));
    this.items = new TopCounts(namesMax);
    this.categories = new TopCounts(namesMax);
  }

  override add(act: Act): void {
    super.add(act);
    this.visitors.add(act.visitor);
    if (isStage(act.stage)) this.#reach(act.stage, act.visitor);
    for (const item of act.items) this.items.add(item);
    for (const category of act.categories) this.categories.add(category);
  }

  override merge(other: Tally): void {
    super.merge(other);
    this.visitors.merge(other.visitors);
    for (const stage of STAGES) this.reached[stage].merge(other.reached[stage]);
    this.items.merge(other.items);
    this.categories.merge(other.categories);
  }

  #reach(stage: Stage, visitor: number): void {
    for (const each of STAGES) {
      this.reached[each].add(visitor);
      if (each === stage) return;
    }
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
