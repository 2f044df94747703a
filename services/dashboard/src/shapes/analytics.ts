import type { CountsWithTops } from './counts.ts';

/** What page views and items are told apart by. */
export type Dimension =
  | 'page'
  | 'entry'
  | 'exit'
  | 'referrer'
  | 'campaign'
  | 'browser'
  | 'system'
  | 'device'
  | 'item'
  | 'category';

/**
 * `GET /v1/dashboard/analytics?site=&from=&to=`: what a web analyst asks for, and the same of
 * the time as long before it.
 */
export interface Analytics {
  readonly site: string;
  readonly now: Period;
  readonly before: Period;
  /** Most frequent first, at most 100 rows each. */
  readonly breakdowns: Readonly<Record<Dimension, readonly ComparedRow[]>>;
}

export interface Period extends CountsWithTops {
  /** Visits of a site: a visit ends after half an hour without an event. */
  readonly sessions: number;
  /** Visits of one page view, of those with any; null while there are none. */
  readonly bounceRate: number | null;
  readonly pagesPerSession: number | null;
}

export interface ComparedRow {
  /** '' stands for none: no referrer, no campaign. */
  readonly name: string;
  readonly count: number;
  /** The same name's in the period before; null: not among those told apart then. */
  readonly before: number | null;
  /** All names that are not told apart, together. */
  readonly isOther: boolean;
}
