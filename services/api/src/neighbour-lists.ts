import { LRUCache } from 'lru-cache';
import type { NeighbourSlots } from '@freshet/recommend';
import { decodeNeighbours, type NeighbourColumns } from '@freshet/store';
import type { SiteItems } from './tables/site-items.ts';

/** Lists held decoded, about 4 KB each; at the bound the one used longest ago is decoded anew. */
const LISTS_MAX = 20_000;

interface Held {
  readonly bytes: Uint8Array;
  readonly list: NeighbourSlots;
  readonly releases: number;
  /** Arrivals as of then, where an item was left out that may have arrived since. */
  readonly arrivals: number | undefined;
}

/**
 * Decodes an item's neighbours, hashes to slots. Always called with what the store holds now, and
 * decodes only what differs from last time: a popular item is asked for far more often than it
 * changes.
 */
export class NeighbourLists {
  readonly #items: SiteItems;
  readonly #held = new LRUCache<string, Held>({ max: LISTS_MAX });

  constructor(items: SiteItems) {
    this.#items = items;
  }

  decode(itemId: string, bytes: Uint8Array): NeighbourSlots {
    const known = this.#held.get(itemId);
    if (known !== undefined && this.#isCurrent(known, bytes)) return known.list;
    const { releases, arrivals } = this.#items;
    const columns = decodeNeighbours(bytes);
    const slots = Int32Array.from(columns.hashes, (hash) => this.#items.slotOfHash(hash));
    const isWhole = !slots.includes(-1);
    const list = isWhole ? { ...columns, slots } : withoutUnknown(columns, slots);
    this.#held.set(itemId, {
      // A copy: what an engine answers may be a slice of something much larger.
      bytes: Uint8Array.from(bytes),
      list,
      releases,
      arrivals: isWhole ? undefined : arrivals,
    });
    return list;
  }

  #isCurrent({ bytes, releases, arrivals }: Held, now: Uint8Array): boolean {
    if (releases !== this.#items.releases) return false;
    if (arrivals !== undefined && arrivals !== this.#items.arrivals) return false;
    return Buffer.compare(bytes, now) === 0;
  }
}

/** An item whose statistics have not arrived yet, or found no room, is left out. */
function withoutUnknown(columns: NeighbourColumns, slots: Int32Array): NeighbourSlots {
  const hasSlot = (_: number, i: number) => slots[i]! >= 0;
  return {
    slots: slots.filter(hasSlot),
    lifetime: columns.lifetime.filter(hasSlot),
    recent: columns.recent.filter(hasSlot),
    lifetimeTotal: columns.lifetimeTotal,
    recentTotal: columns.recentTotal,
  };
}
