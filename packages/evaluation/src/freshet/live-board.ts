import { addToLevel, type Board, EMPTY_LEVEL } from '@freshet/recommend';
import { TopItems } from '../top-items.ts';

/** Items on a board that stays up to date. */
const BOARD_DEPTH = 200;

/**
 * A board that follows each signal, where RankedBoard is worked out anew: too slow for once a query,
 * and in a file of clicks hours may lie between two of them.
 */
export class LiveBoard implements Board {
  /** Of the items, by slot. */
  readonly levels: number[] = [];
  totalLevel = EMPTY_LEVEL;
  readonly #halfLifeMs: number;
  readonly #top = new TopItems(BOARD_DEPTH);

  constructor(halfLifeMs: number) {
    this.#halfLifeMs = halfLifeMs;
  }

  get size(): number {
    return this.#top.ranked.length;
  }

  slotAt(rank: number): number {
    return this.#top.ranked[rank] ?? -1;
  }

  /** The item has come to `level` by `weight` that was added at `at`. */
  add(slot: number, level: number, weight: number, at: number): void {
    this.levels[slot] = level;
    this.totalLevel = addToLevel(this.totalLevel, weight, at, this.#halfLifeMs);
    this.#top.grown(slot, this.levels);
  }
}
