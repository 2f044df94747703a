import { LRUCache } from 'lru-cache';
import type { NeighbourSlots } from '@freshet/recommend';
import { decodeNeighbours } from '@freshet/store';
import type { SiteItems } from './tables/site-items.ts';

/** Lists held decoded, about 4 KB each; at the bound the one used longest ago is decoded anew. */
const LISTS_MAX = 20_000;

interface Held {
  readonly bytes: Uint8Array;
  readonly releases: number;
  readonly list: NeighbourSlots;
}

/**
 * Decodes an item's neighbours, ids to slots. Always called with what the store holds now, and
 * decodes only what differs from last time: a popular item is asked for far more often than it
 * changes, and to look up a hundred ids costs more than all the rest of an answer.
 */
export class NeighbourLists {
  readonly #items: SiteItems;
  readonly #held = new LRUCache<string, Held>({ max: LISTS_MAX });

  constructor(items: SiteItems) {
    this.#items = items;
  }

  decode(itemId: string, bytes: Uint8Array): NeighbourSlots {
    const { releases } = this.#items;
    const held = this.#held.get(itemId);
    if (held?.releases === releases && Buffer.compare(held.bytes, bytes) === 0) return held.list;
    const list = this.#resolve(bytes);
    // A copy: what an engine answers may be a slice of something much larger.
    this.#held.set(itemId, { bytes: Uint8Array.from(bytes), releases, list });
    return list;
  }

  /** An item for which there is no room in the tables is left out. */
  #resolve(bytes: Uint8Array): NeighbourSlots {
    const { ids, lifetime, recent, lifetimeTotal, recentTotal } = decodeNeighbours(bytes);
    const slots = Int32Array.from(ids, (id) => this.#items.slotFor(id));
    if (!slots.includes(-1)) return { slots, lifetime, recent, lifetimeTotal, recentTotal };
    const hasSlot = (_: number, i: number) => slots[i]! >= 0;
    return {
      slots: slots.filter(hasSlot),
      lifetime: lifetime.filter(hasSlot),
      recent: recent.filter(hasSlot),
      lifetimeTotal,
      recentTotal,
    };
  }
}
