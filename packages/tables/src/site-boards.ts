import { LRUCache } from 'lru-cache';
import {
  type Board,
  COUNTERS,
  type Counter,
  createBoard,
  type Deployment,
  ItemFeatures,
  type SiteView,
} from '@freshet/recommend';
import type { SiteItems } from './site-items.ts';

/** A board is worked out anew when it is asked for and older than this, in ms. */
export const BOARD_AGE_MS_MAX = 1_000;
/** Boards held per site: five counters, each for the site and for categories. */
export const BOARDS_MAX = 500;
/** A board that takes long to make is kept for this many times as long: a fiftieth of the time. */
const AGE_PER_EFFORT = 50;

interface Made<T> {
  readonly made: T;
  readonly until: number;
}

/** One site's items as queries see them: boards of what may be shown, and features, worked out now and then. */
export class SiteBoards {
  readonly #items: SiteItems;
  readonly #deployment: Deployment;
  readonly #clock: () => number;
  readonly #boards = new LRUCache<string, Made<Board>>({ max: BOARDS_MAX });
  #features: ItemFeatures | undefined;
  #view: Made<SiteView> | undefined;

  /** `clock`: milliseconds that never run backwards. */
  constructor(items: SiteItems, deployment: Deployment, clock: () => number) {
    this.#items = items;
    this.#deployment = deployment;
    this.#clock = clock;
  }

  /** Items by a counter, of the whole site or of one category of its catalogue. */
  board(counter: Counter, category?: string): Board {
    const key = category === undefined ? counter : `${counter}/${category}`;
    const known = this.#boards.get(key);
    if (known !== undefined && this.#clock() < known.until) return known.made;
    const making = this.#make(() => {
      const levels = this.#items.columns.levels[COUNTERS.indexOf(counter)]!;
      return createBoard(levels, this.#servableSlots(category));
    });
    this.#boards.set(key, making);
    return making.made;
  }

  /** Holds until the next call: it is brought up to date in place. */
  view(): SiteView {
    if (this.#view !== undefined && this.#clock() < this.#view.until) return this.#view.made;
    this.#view = this.#make(() => {
      const long = this.board('long');
      const short = this.board('short');
      const now = this.board(this.#deployment.nowCounter);
      return { long, short, items: this.#renewed(long, short, now) };
    });
    return this.#view.made;
  }

  #renewed(long: Board, short: Board, present: Board): ItemFeatures {
    const { columns, now } = this.#items;
    const scale = {
      now,
      longTotal: long.totalLevel,
      shortTotal: short.totalLevel,
      nowTotal: present.totalLevel,
      deployment: this.#deployment,
    };
    if (this.#features === undefined) this.#features = new ItemFeatures(columns, scale);
    else this.#features.renew(columns, scale);
    return this.#features;
  }

  #make<T>(make: () => T): Made<T> {
    const startedAt = this.#clock();
    const made = make();
    const effort = this.#clock() - startedAt;
    return { made, until: startedAt + Math.max(BOARD_AGE_MS_MAX, AGE_PER_EFFORT * effort) };
  }

  #servableSlots(category: string | undefined): number[] {
    const items = this.#items;
    if (category !== undefined) {
      return [...items.slotsIn(category)].filter((slot) => items.isServable(slot));
    }
    const slots: number[] = [];
    for (let slot = 0; slot < items.ids.length; slot++) {
      if (items.isServable(slot)) slots.push(slot);
    }
    return slots;
  }
}
