import { ORDER_LINES_MAX } from '@freshet/events';
import type { VisitorTotals } from '@freshet/experiments';
import { VISITOR_IDLE_MS } from './windows.ts';

/** Experiments that a visitor is known to be in; at the bound the one entered first is forgotten. */
export const ASSIGNMENTS_MAX = 20;
/** Answers of which it is known what was seen and clicked; at the bound the oldest count no more. */
export const ANSWERS_MAX = 64;
/** Items clicked last that a purchase may go to; at the bound the one clicked longest ago is forgotten. */
export const CLICKS_MAX = 50;
/** Lines bought last that a refund may take back: those of one order of the largest size. */
export const SALES_MAX = ORDER_LINES_MAX;
/** Twice what one request may carry of a visitor, and as many order ids. */
export const RECENT_IDS_MAX = 256;

/**
 * What is known of one user or anonymous visitor to attribute what they do. A function of their events
 * in log order, nothing else; bounded, about 1 KB for an active visitor.
 */
export interface Visitor {
  /** Highest event time. */
  lastAt: number;
  /** Of a user: the anonymous visitor first seen to be the same; null: none yet. */
  linked: string | null;
  /** By when they were made, oldest first. */
  readonly assignments: Assignment[];
  readonly answers: SeenAnswer[];
  /** Answers given up to here, and not in `answers`, count no more: they may have counted already. */
  answersForgotten: number;
  /** One for each item. */
  readonly clicks: LastClick[];
  /** As bought, oldest first. */
  readonly sales: Sale[];
  /** 48-bit hashes of the last ids of purchases, their orders and refunds, oldest first. */
  readonly recentIds: number[];
}

/** The arm of an experiment that a visitor belongs to since the first answer of it that they came back from. */
export interface Assignment {
  readonly experiment: string;
  readonly variant: string;
  /** Event time of that, epoch ms. */
  readonly at: number;
  /** Whether the arm's visitors have this one among them: who was given it before signing in has been counted. */
  readonly isCounted: boolean;
  /** What they have done since, as far as it counts for the arm. */
  totals: VisitorTotals;
}

/** What has been seen and clicked of an answer. */
export interface SeenAnswer {
  /** `hash48` of its id. */
  readonly id: number;
  /** When it was given. */
  readonly at: number;
  /** Positions seen. */
  readonly positions: number[];
  /** `hash48` of items seen without a position. */
  readonly items: number[];
  /** `hash48` of items clicked. */
  readonly clicked: number[];
}

export interface LastClick {
  /** `hash48` of the item's id. */
  readonly item: number;
  readonly at: number;
  /** Key of the cell it counted in. */
  readonly place: string;
  /** The answer it is on; '' of one from before that was kept. */
  readonly recommId: string;
}

/** One line of an order. */
export interface Sale {
  /** `hash48` of the order's id, or where it has none, of its event's. */
  readonly order: number;
  /** `hash48` of the item's id; 0 for an order that names none. */
  readonly item: number;
  readonly at: number;
  /** Key of the cell it counts in; '' where it goes to nobody so far. */
  place: string;
  /** The answer it goes to; '' where that is nobody's, or from before it was kept. */
  recommId: string;
  /** '' where none was given. */
  readonly currency: string;
  /** What it brought less what was given back, in ten-thousandths. */
  amount: number;
}

export function emptyVisitor(): Visitor {
  return {
    lastAt: 0,
    linked: null,
    assignments: [],
    answers: [],
    answersForgotten: 0,
    clicks: [],
    sales: [],
    recentIds: [],
  };
}

export function isIdle({ lastAt }: Visitor, atMs: number): boolean {
  return lastAt > 0 && atMs - lastAt > VISITOR_IDLE_MS;
}
