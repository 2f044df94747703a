import { KNOWN_IMPRESSIONS } from '@freshet/attribution';
import type { Likes } from '@freshet/recommend';
import type { CatalogueIndex } from '../likeness/catalogue-index.ts';
import { HeldLikes } from '../likeness/held-likes.ts';
import type { SiteItems } from '../site-items.ts';
import type { Impressions } from './impressions.ts';
import { Servings } from './servings.ts';

/** So many visits have found it by themselves. */
export const VISITS_KNOWN = 30;
/** So long after it was published, in ms, an item has had its time. */
export const YOUNG_MS = 30 * 86_400_000;
/** A site with fewer visits knows no item so well that another has to be helped. */
export const SITE_VISITS_MIN = 1_000;
/**
 * So many are explored at a time wherever visitors are, those seen most often first, then the newest: what
 * has begun is soon known. The others wait, but for visitors who look at something like them.
 */
export const EXPLORED_AT_ONCE = 40;
/** Young items that are tried on who looks at something like them. */
const LIKES_MAX = 5;
/** After so long, in ms, new ones are among them: until then they are explored as others are. */
const LIKES_AGE_MS_MAX = 60_000;

/** Young items are looked for anew when they are asked for and this is older, in ms; */
const FOUND_MS = 1_000;
/** what takes long is done so many times more seldom: for a fiftieth of the time. */
const FOUND_PER_EFFORT = 50;

/**
 * Items too young to be known: in the catalogue and available, published at most 30 days ago, with few
 * visits, and seldom seen where they were explored. Of one without a date it is not known when it came,
 * since the log keeps the newest entry alone: the 30 days begin when it was first seen.
 */
export class YoungItems {
  readonly #items: SiteItems;
  readonly #impressions: Impressions;
  readonly #clock: () => number;
  readonly #likes: HeldLikes;
  readonly servings = new Servings();
  /** By slot; 1: young. */
  #isYoung = new Uint8Array(0);
  #waiting: readonly number[] = [];
  #count = 0;
  #foundUntil = Number.NEGATIVE_INFINITY;

  /** `clock`: ms that never run backwards. */
  constructor(
    items: SiteItems,
    index: CatalogueIndex | undefined,
    impressions: Impressions,
    clock: () => number,
  ) {
    this.#items = items;
    this.#impressions = impressions;
    this.#clock = clock;
    const admits = (slot: number) => this.#isYoung[slot] === 1;
    const held = { max: LIKES_MAX, ageMsMax: LIKES_AGE_MS_MAX, admits };
    this.#likes = new HeldLikes({ ...held, index, items, clock });
  }

  /** How many there are. */
  get count(): number {
    this.#lookAnew();
    return this.#count;
  }

  /** The slots of those that are explored wherever visitors are, as of a moment ago. */
  get atOnce(): readonly number[] {
    this.#lookAnew();
    return this.#waiting;
  }

  /** Whether the slot's item was one of them a moment ago. */
  has(slot: number): boolean {
    return this.#isYoung[slot] === 1;
  }

  /** Those most like the slot's item, as of a moment ago. */
  like(slot: number): Likes {
    this.#lookAnew();
    return this.#likes.of(slot);
  }

  #lookAnew(): void {
    const startedAt = this.#clock();
    if (startedAt < this.#foundUntil) return;
    const young = this.#find();
    this.#count = young.length;
    this.#isYoung = new Uint8Array(this.#items.ids.length);
    for (const slot of young) this.#isYoung[slot] = 1;
    this.#waiting = young.toSorted(this.#byTurn).slice(0, EXPLORED_AT_ONCE);
    const effort = this.#clock() - startedAt;
    this.#foundUntil = startedAt + Math.max(FOUND_MS, FOUND_PER_EFFORT * effort);
  }

  #find(): number[] {
    const { visits } = this.#items.columns;
    const { length } = this.#items.ids;
    let all = 0;
    const young: number[] = [];
    for (let slot = 0; slot < length; slot++) {
      all += visits[slot]!;
      if (visits[slot]! < VISITS_KNOWN && this.#isUnknown(slot)) young.push(slot);
    }
    return all < SITE_VISITS_MIN ? [] : young;
  }

  /** For all that its visits say. */
  #isUnknown(slot: number): boolean {
    const entry = this.#items.entryIn(slot);
    if (entry === undefined || !entry.available) return false;
    const { now } = this.#items;
    const seen = this.#impressions.of(entry.itemId);
    if (seen !== undefined && seen.count >= KNOWN_IMPRESSIONS) return false;
    const since = entry.publishedAt ?? seen?.firstAt ?? now;
    // What is announced for later is nobody's yet.
    if (since > now || now - since > YOUNG_MS) return false;
    return !this.servings.isEnough(entry.itemId);
  }

  readonly #byTurn = (a: number, b: number): number => {
    return this.#seen(b) - this.#seen(a) || this.#publishedAt(b) - this.#publishedAt(a) || a - b;
  };

  #seen(slot: number): number {
    return this.#impressions.of(this.#items.ids[slot]!)?.count ?? 0;
  }

  #publishedAt(slot: number): number {
    return this.#items.entryIn(slot)?.publishedAt ?? 0;
  }
}
