import type { Query } from './model.ts';

/** One query and what came of it. */
export interface Answer {
  readonly query: Query;
  /** The item that the session did go to. */
  readonly target: string;
  readonly items: readonly string[];
  /** What ranking took, in ms. */
  readonly tookMs: number;
}
