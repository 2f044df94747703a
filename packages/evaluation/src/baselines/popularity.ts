import type { Click } from '../click.ts';
import { addToCount } from '../decayed-count.ts';
import type { Model, Query } from '../model.ts';
import { Numbering } from '../numbering.ts';
import { TopItems } from '../top-items.ts';

export interface PopularityOptions {
  /** After so many ms a click counts half; Infinity: all clicks count the same. */
  readonly halfLifeMs: number;
  /** The longest list that will be asked for. */
  readonly depth: number;
}

/** What is clicked most, the same for everybody. */
export class Popularity implements Model {
  readonly #items = new Numbering();
  readonly #counts: number[] = [];
  readonly #top: TopItems;
  readonly #halfLifeMs: number;

  constructor({ halfLifeMs, depth }: PopularityOptions) {
    this.#halfLifeMs = halfLifeMs;
    this.#top = new TopItems(depth);
  }

  learn({ itemId, at }: Click): void {
    const item = this.#items.number(itemId);
    this.#counts[item] = addToCount(this.#counts[item], 1, at, this.#halfLifeMs);
    this.#top.grown(item, this.#counts);
  }

  rank(_query: Query, n: number): readonly string[] {
    return this.#top.ranked.slice(0, n).map((item) => this.#items.id(item));
  }
}
