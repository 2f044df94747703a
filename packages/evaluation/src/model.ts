import type { Click } from './click.ts';

/** What is asked of a model: where this session goes next. */
export interface Query {
  /** The session's clicks so far, oldest first; at least one. */
  readonly session: readonly Click[];
  /** Epoch ms, the time of the click that is to be predicted. */
  readonly now: number;
}

/** Whatever ranks items for a session and learns from clicks. */
export interface Model {
  /** Clicks come in the order of time. */
  learn(click: Click): void;
  /**
   * The same for clicks of which none is applied to the items before all were read, as a pipeline has
   * it; without this they are learned one by one.
   */
  learnTogether?(clicks: readonly Click[]): void;
  /**
   * Brings up to date what a server works out beside its answers, such as boards: called before a
   * query, and no part of the time that the answer takes.
   */
  refresh?(now: number): void;
  /**
   * At most `n` items, the most likely next one first, none twice. Items of one score come in the
   * order in which they first appeared; an item that is not in the list is not recommended.
   */
  rank(query: Query, n: number): readonly string[];
}
