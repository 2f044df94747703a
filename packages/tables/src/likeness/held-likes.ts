import { LRUCache } from 'lru-cache';
import type { Likes } from '@freshet/recommend';
import type { SiteItems } from '../site-items.ts';
import { type CatalogueIndex, type LikesQuery, noLikes } from './catalogue-index.ts';

/** Items whose likes are held, about 0.5 KB each; past it those asked for longest ago are found anew. */
const HELD_MAX = 10_000;
/** So long what was found may be told again, in ms: entries change, and others come. */
const AGE_MS_MAX = 10_000;

interface Held {
  readonly likes: Likes;
  readonly foundAt: number;
  /** As of then: as long as it stays, its slots mean the same items. */
  readonly releases: number;
}

/** The items like others, found when first asked for and held for a while. */
export class HeldLikes {
  readonly #index: CatalogueIndex | undefined;
  readonly #items: Pick<SiteItems, 'releases'>;
  readonly #query: LikesQuery;
  readonly #clock: () => number;
  readonly #held = new LRUCache<number, Held>({ max: HELD_MAX });

  /** `index`: without it nothing is like anything; `clock`: ms that never run backwards. */
  constructor(
    index: CatalogueIndex | undefined,
    items: Pick<SiteItems, 'releases'>,
    query: LikesQuery,
    clock: () => number,
  ) {
    this.#index = index;
    this.#items = items;
    this.#query = query;
    this.#clock = clock;
  }

  /** What the query lets through, as of a moment ago. */
  of(slot: number): Likes {
    if (this.#index === undefined) return noLikes;
    const { releases } = this.#items;
    const held = this.#held.get(slot);
    const foundAt = this.#clock();
    const isFresh = held?.releases === releases && foundAt - held.foundAt <= AGE_MS_MAX;
    if (isFresh) return held.likes;
    const likes = this.#index.likesOf(slot, this.#query);
    this.#held.set(slot, { likes, foundAt, releases });
    return likes;
  }
}
