import type { Money } from './outcome.ts';

/** One item of what counts at a place: the sum over acts is what its figures say. */
export interface Act {
  /** Key of the place's cell. */
  readonly place: string;
  /** When it counts, epoch ms: of a purchase whose click comes to be known later, that of the purchase. */
  readonly at: number;
  /** null where only its hash is remembered, or none was told. */
  readonly itemId: string | null;
  /** The answer that it goes to; null where that is not remembered. */
  readonly recommId: string | null;
  /** Event time of the click that a purchase goes to, epoch ms. */
  readonly clickedAt: number | null;
  /** -1 takes one back that two ids of one person both told of, as it does for clicks. */
  readonly orders: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly money: Pick<Money, 'currency' | 'sum'> | null;
}

/** Told of each act as it counts. */
export type Witness = (act: Act) => void;

/** When something counts, and who is told of it. */
export interface Moment {
  /** Effective time, epoch ms. */
  readonly at: number;
  readonly receivedAt: number;
  readonly witness?: Witness | undefined;
}
