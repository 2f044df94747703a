/** What browsers and programs are told; times are epoch milliseconds, shares lie between 0 and 1. */

/** An amount in a currency; null: the event named none. */
export interface Amount {
  readonly currency: string | null;
  readonly amount: number;
}

export interface Row {
  readonly name: string;
  readonly count: number;
}

/** The most frequent names, most frequent first. All counts and `other` together are the exact total. */
export interface Top {
  readonly rows: readonly Row[];
  /** What is counted of names that are not, or were not always, among the rows. */
  readonly other: number;
}

/**
 * Different visitors who came at least so far: who bought counts as one who had it in the cart, and as
 * one who saw an item.
 */
export interface Funnel {
  readonly view: number;
  readonly cart: number;
  readonly purchase: number;
}

/** What happened between two moments. Acts that came again with the same id count once. */
export interface Counts {
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly pageViews: number;
  /** Exact while they are few, then within about 2.3 % (one standard error). */
  readonly visitors: number;
  readonly orders: number;
  /** Of purchases; refunds are not taken off. */
  readonly revenue: readonly Amount[];
  /** Visitors who bought, of all; null while there are none. */
  readonly conversion: number | null;
  readonly funnel: Funnel;
  readonly types: Top;
}

export interface CountsWithTops extends Counts {
  readonly items: Top;
  readonly categories: Top;
}
