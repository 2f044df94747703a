import type { RankerWeights, Situation, Workspace } from '@freshet/recommend';
import type { JointEffect } from '@freshet/rules';
import type { Slot } from '../query/recommendation-request.ts';
import type { Context } from './context.ts';

/** A list to be made. */
export interface Task {
  readonly slot: Slot;
  /** Epoch ms; null: now. */
  readonly at: number | null;
  readonly context: Context;
  readonly situation: Situation;
  /** The same for everybody, by a counter of the site alone. */
  readonly isImpersonal?: boolean;
  /** What business rules do; null: nothing. */
  readonly rules: JointEffect | null;
  /** Slots of items that are in the list already, for what counts its categories. */
  readonly ahead: readonly number[];
  /** The part of its places that is given to young items. */
  readonly explorationShare: number;
  /** The answer's own, a whole number below 2^48: what is drawn for it follows from this. */
  readonly randomness: number;
}

/** What the lists of one request share. */
export interface Work {
  readonly workspace: Workspace;
  readonly ranker: RankerWeights;
  /** Items of earlier lists, and those that stand in this one already. */
  readonly taken: Set<string>;
}
