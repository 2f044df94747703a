import { LRUCache } from 'lru-cache';
import type { Likes } from '@freshet/recommend';
import type { SiteItems } from '../site-items.ts';
import { type CatalogueIndex, type LikesQuery, noLikes } from './catalogue-index.ts';

/** Items whose likes are held, about 0.5 KB each; past it those asked for longest ago are found anew. */
const HELD_MAX = 10_000;
interface Held {
  readonly likes: Likes;
  readonly foundAt: number;
  /** As of then: as long as it stays, its slots mean the same items. */
  readonly releases: number;
}

export interface HeldLikesOptions extends LikesQuery {
  /** Without it nothing is like anything. */
  readonly index: CatalogueIndex | undefined;
  readonly items: Pick<SiteItems, 'releases'>;
  /** So long what was found may be told again, in ms: entries change, and others come. */
  readonly ageMsMax: number;
  /** Milliseconds that never run backwards. */
  clock(): number;
}

/** The items like others, found when first asked for and held for a while. */
export class HeldLikes {
  readonly #options: HeldLikesOptions;
  readonly #held = new LRUCache<number, Held>({ max: HELD_MAX });

  constructor(options: HeldLikesOptions) {
    this.#options = options;
  }

  /** What the query lets through, as of a moment ago. */
  of(slot: number): Likes {
    const { index, items, ageMsMax, clock } = this.#options;
    if (index === undefined) return noLikes;
    const { releases } = items;
    const held = this.#held.get(slot);
    const foundAt = clock();
    const isFresh = held?.releases === releases && foundAt - held.foundAt <= ageMsMax;
    if (isFresh) return held.likes;
    const likes = index.likesOf(slot, this.#options);
    this.#held.set(slot, { likes, foundAt, releases });
    return likes;
  }
}
