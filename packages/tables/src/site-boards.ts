import { LRUCache } from 'lru-cache';
import {
  type Board,
  COUNTERS,
  type Counter,
  type Deployment,
  EMPTY_LEVEL,
  ItemFeatures,
  RankedBoard,
  type SiteScale,
  type SiteView,
} from '@freshet/recommend';
import type { EntryFilter } from './entry-filter.ts';
import type { SiteItems } from './site-items.ts';

/** A board is worked out anew when it is asked for and older than this, in ms. */
export const BOARD_AGE_MS_MAX = 1_000;
/** Boards held per site: by five counters and the date, of the site, categories and what passes a filter. */
export const BOARDS_MAX = 500;
/** A board that takes long to make is kept for this many times as long: a fiftieth of the time. */
const AGE_PER_EFFORT = 50;

/** What items may be ranked by: a counter, or when the catalogue says they were published. */
export type Ranking = Counter | 'published';

interface Made<T> {
  readonly made: T;
  readonly until: number;
}

/** What items are measured against. */
interface Totals {
  readonly long: Board;
  readonly short: Board;
  readonly present: Board;
}

/** One site's items as queries see them: boards of what may be shown, and features, worked out now and then. */
export class SiteBoards {
  readonly #items: SiteItems;
  readonly #deployment: Deployment;
  readonly #clock: () => number;
  readonly #boards = new LRUCache<string, Made<RankedBoard>>({ max: BOARDS_MAX });
  #features: ItemFeatures | undefined;
  #servable: { readonly changes: number; readonly slots: Int32Array } | undefined;
  #view: Made<SiteView> | undefined;
  #exact:
    | { readonly changes: number; readonly boards: Totals; readonly items: ItemFeatures }
    | undefined;

  /** `clock`: milliseconds that never run backwards. */
  constructor(items: SiteItems, deployment: Deployment, clock: () => number) {
    this.#items = items;
    this.#deployment = deployment;
    this.#clock = clock;
  }

  /**
   * Items that may be shown, of the whole site or of one category of its catalogue. Holds until the next
   * call: it is brought up to date in place.
   */
  board(ranking: Ranking, category?: string): Board {
    const key = category === undefined ? ranking : `${ranking}/${category}`;
    const known = this.#boards.get(key);
    if (known !== undefined && this.#clock() < known.until) return known.made;
    const making = this.#make(() => {
      const levels = this.#levelsOf(ranking);
      const slots = this.#servableSlots(category);
      if (known === undefined) return new RankedBoard(levels, slots);
      known.made.renew(levels, slots);
      return known.made;
    });
    this.#boards.set(key, making);
    return making.made;
  }

  /** Whether `filteredBoard` has made this one, and may have it at hand: an answer has come to need it. */
  hasFilteredBoard(ranking: Ranking, filter: EntryFilter, category?: string): boolean {
    return this.#boards.has(filteredKey(ranking, filter, category));
  }

  /**
   * The same of the items that pass a filter alone, however far down they stand. What has changed since
   * it was made may be on it all the same.
   */
  async filteredBoard(ranking: Ranking, filter: EntryFilter, category?: string): Promise<Board> {
    const key = filteredKey(ranking, filter, category);
    const known = this.#boards.get(key);
    if (known !== undefined && this.#clock() < known.until) return known.made;
    const matching = await this.#items.matching(filter);
    const members = category === undefined ? undefined : this.#items.slotsIn(category);
    const making = this.#make(() => {
      const slots = matching.filter((slot) => {
        return this.#items.isServable(slot) && (members === undefined || members.has(slot));
      });
      return new RankedBoard(this.#levelsOf(ranking), slots);
    });
    this.#boards.set(key, making);
    return making.made;
  }

  /**
   * As of the site's newest event, at most as old as its boards; or as of `at` (epoch ms) and exactly
   * what is known now, which costs two boards if anything has changed. Holds until the next call: it is
   * brought up to date in place.
   */
  view(at: number | null = null): SiteView {
    if (at !== null) return this.#viewAt(at);
    if (this.#view !== undefined && this.#clock() < this.#view.until) return this.#view.made;
    this.#view = this.#make(() => {
      const long = this.board('long');
      const short = this.board('short');
      const boards = { long, short };
      const present = this.board(this.#deployment.nowCounter);
      const { columns, now } = this.#items;
      const scale = this.#scale({ ...boards, present }, now);
      if (this.#features === undefined) this.#features = new ItemFeatures(columns, scale);
      else this.#features.renew(columns, scale);
      return { ...boards, items: this.#features };
    });
    return this.#view.made;
  }

  #viewAt(at: number): SiteView {
    const { columns, changes } = this.#items;
    if (this.#exact?.changes !== changes) {
      const slots = this.#servableSlots(undefined);
      const boardOf = (counter: Counter) => new RankedBoard(this.#levelsOf(counter), slots);
      const present = boardOf(this.#deployment.nowCounter);
      const boards = { long: boardOf('long'), short: boardOf('short'), present };
      const items = new ItemFeatures(columns, this.#scale(boards, at));
      this.#exact = { changes, boards, items };
    }
    const { boards, items } = this.#exact;
    items.renew(columns, this.#scale(boards, at));
    return { ...boards, items };
  }

  #scale({ long, short, present }: Totals, now: number): SiteScale {
    return {
      now,
      longTotal: long.totalLevel,
      shortTotal: short.totalLevel,
      nowTotal: present.totalLevel,
      deployment: this.#deployment,
    };
  }

  #make<T>(make: () => T): Made<T> {
    const startedAt = this.#clock();
    const made = make();
    const effort = this.#clock() - startedAt;
    return { made, until: startedAt + Math.max(BOARD_AGE_MS_MAX, AGE_PER_EFFORT * effort) };
  }

  #levelsOf(ranking: Ranking): Float64Array {
    const { columns, ids } = this.#items;
    if (ranking !== 'published') return columns.levels[COUNTERS.indexOf(ranking)]!;
    return Float64Array.from(ids, (_, slot) => {
      return this.#items.entryIn(slot)?.publishedAt ?? EMPTY_LEVEL;
    });
  }

  #servableSlots(category: string | undefined): ArrayLike<number> {
    const items = this.#items;
    if (category !== undefined) {
      return [...items.slotsIn(category)].filter((slot) => items.isServable(slot));
    }
    // Boards are made several at a time, all of the same items.
    if (this.#servable?.changes !== items.changes) {
      this.#servable = { changes: items.changes, slots: this.#allServable() };
    }
    return this.#servable.slots;
  }

  #allServable(): Int32Array {
    const slots = new Int32Array(this.#items.ids.length);
    let size = 0;
    for (let slot = 0; slot < slots.length; slot++) {
      if (this.#items.isServable(slot)) slots[size++] = slot;
    }
    return slots.subarray(0, size);
  }
}

function filteredKey(ranking: Ranking, { expression }: EntryFilter, category?: string): string {
  // Told apart by the length: both are anybody's text.
  return `${ranking} ${category?.length ?? '-'} ${category ?? ''}${expression}`;
}
