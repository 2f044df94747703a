import { addToLevel, EMPTY_LEVEL } from '@freshet/recommend';
import type { Click } from '../click.ts';
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
  /** Decayed counts in log2 form, by item. */
  readonly #levels: number[] = [];
  readonly #top: TopItems;
  readonly #halfLifeMs: number;

  constructor({ halfLifeMs, depth }: PopularityOptions) {
    this.#halfLifeMs = halfLifeMs;
    this.#top = new TopItems(depth);
  }

  learn({ itemId, at }: Click): void {
    const item = this.#items.number(itemId);
    const level = this.#levels[item] ?? EMPTY_LEVEL;
    this.#levels[item] = addToLevel(level, 1, at, this.#halfLifeMs);
    this.#top.grown(item, this.#levels);
  }

  rank(_query: Query, n: number): readonly string[] {
    return this.#top.ranked.slice(0, n).map((item) => this.#items.id(item));
  }
}
