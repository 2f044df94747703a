import { LRUCache } from 'lru-cache';
import type { NeighbourSlots } from '@freshet/recommend';
import { decodeNeighbours, type NeighbourColumns } from '@freshet/store';
import type { SiteItems } from './site-items.ts';

/** Lists held decoded, about 5 KB each; at the bound the one read longest ago is decoded anew. */
const LISTS_MAX = 20_000;
/**
 * For so long after it was read a list counts as what the store holds, in ms. Under load an item's list
 * is written once a second at most, and is by far the largest thing an answer reads; what visitors did
 * themselves is read anew each time.
 */
export const LIST_FRESH_MS = 200;
/**
 * Workers publish an item's statistics just before they write its state: so long after the statistics
 * came, in ms, what is read has the change in it.
 */
export const CHANGE_WRITTEN_MS = 2_000;
/** A list that no statistics have come for since is read again after so long all the same, in ms. */
export const LIST_UNCHANGED_MS = 10_000;

interface Held {
  readonly bytes: Uint8Array;
  readonly list: NeighbourSlots;
  readonly releases: number;
  /** Arrivals as of then, where an item was left out that may have arrived since. */
  readonly arrivals: number | undefined;
  /** When the store last said so, by the clock. */
  readAt: number;
  /** The latest that its item is known to have changed, by the clock. */
  changedAt: number;
}

/**
 * The neighbours of items, hashes resolved to slots. What the store holds is decoded only where it
 * differs from last time: a popular item is asked for far more often than it changes.
 */
export class NeighbourLists {
  readonly #items: SiteItems;
  readonly #clock: () => number;
  readonly #freshMs: number;
  readonly #held = new LRUCache<number, Held>({ max: LISTS_MAX });

  /** `clock`: monotonic, ms; `freshMs`: for whom a list may be older than LIST_FRESH_MS. */
  constructor(items: SiteItems, clock: () => number, freshMs: number = LIST_FRESH_MS) {
    this.#items = items;
    this.#freshMs = freshMs;
    this.#clock = clock;
  }

  /** The list of the slot's item if it need not be read: that was a moment ago, or nothing has happened since. */
  fresh(slot: number): NeighbourSlots | undefined {
    // A look alone: what is asked for is read again within seconds, and counts as used then.
    const held = this.#held.peek(slot);
    if (held === undefined || !this.#isResolved(held)) return undefined;
    const isSettled = held.readAt - held.changedAt >= CHANGE_WRITTEN_MS;
    const age = this.#clock() - held.readAt;
    return age <= (isSettled ? LIST_UNCHANGED_MS : this.#freshMs) ? held.list : undefined;
  }

  /** The state of the slot's item is being written: what is held of it will not do much longer. */
  changed(slot: number): void {
    const held = this.#held.peek(slot);
    if (held !== undefined) held.changedAt = this.#clock();
  }

  /** The list that these bytes hold, which the store has just answered for the slot's item. */
  decode(slot: number, bytes: Uint8Array): NeighbourSlots {
    const readAt = this.#clock();
    const known = this.#held.get(slot);
    if (
      known !== undefined &&
      this.#isResolved(known) &&
      Buffer.compare(known.bytes, bytes) === 0
    ) {
      known.readAt = readAt;
      return known.list;
    }
    const { releases, arrivals } = this.#items;
    const { list, isWhole } = decodeSlots(bytes, this.#items);
    this.#held.set(slot, {
      // A copy: what an engine answers may be a slice of something much larger.
      bytes: Uint8Array.from(bytes),
      list,
      releases,
      arrivals: isWhole ? undefined : arrivals,
      readAt,
      changedAt: readAt,
    });
    return list;
  }

  /** Whether its hashes would be resolved to the same slots now. */
  #isResolved({ releases, arrivals }: Held): boolean {
    if (releases !== this.#items.releases) return false;
    return arrivals === undefined || arrivals === this.#items.arrivals;
  }
}

/** What an item's value says of its neighbours; `isWhole`: the tables know all of them. */
export function decodeSlots(
  bytes: Uint8Array,
  items: Pick<SiteItems, 'slotsOfHashes'>,
): { readonly list: NeighbourSlots; readonly isWhole: boolean } {
  const columns = decodeNeighbours(bytes);
  const slots = items.slotsOfHashes(columns.hashes);
  const isWhole = !slots.includes(-1);
  return { list: isWhole ? listOf(columns, slots) : withoutUnknown(columns, slots), isWhole };
}

/** Without the hashes, which would be held for nothing. */
function listOf(columns: Omit<NeighbourColumns, 'hashes'>, slots: Int32Array): NeighbourSlots {
  const { lifetime, recent, after, lifetimeTotal, recentTotal, afterTotal, landmark } = columns;
  return { slots, lifetime, recent, after, lifetimeTotal, recentTotal, afterTotal, landmark };
}

/** An item whose statistics have not arrived yet, or found no room, is left out. */
function withoutUnknown(columns: NeighbourColumns, slots: Int32Array): NeighbourSlots {
  const hasSlot = (_: number, i: number) => slots[i]! >= 0;
  const lifetime = columns.lifetime.filter(hasSlot);
  const recent = columns.recent.filter(hasSlot);
  const after = columns.after.filter(hasSlot);
  return listOf({ ...columns, lifetime, recent, after }, slots.filter(hasSlot));
}
