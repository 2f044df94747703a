import type { Query } from '../model.ts';

/** What decides beside the ranker what one list shows. */
export interface ListRoom {
  /** Items that stand at places of their own (from 1), by place; no round may admit them. */
  readonly pinned: readonly { readonly place: number; readonly itemId: string }[];
  /** What may fill the rest: each round fills what those before it leave. */
  readonly rounds: readonly ((itemId: string) => boolean)[];
  /** What is added to an item's score. */
  lift(itemId: string): number;
}

/** Asked for each query, before its items are ranked; `n`: how long the list may be. */
export type ListPolicy = (query: Query, n: number) => ListRoom;

/** The ranker alone decides. */
export const everything: ListPolicy = () => ({
  pinned: [],
  rounds: [() => true],
  lift: () => 0,
});
