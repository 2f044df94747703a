import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { isRead, type NeighbourSlots } from '@freshet/recommend';
import { decodeNeighbours, type NeighbourColumns } from '@freshet/store';
import type { SiteItems } from './site-items.ts';

/** Lists held decoded, about 1.5 KB each; at the bound the one read longest ago is read anew. */
const LISTS_MAX = 50_000;
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

/** Bytes of an int32 or a float32. */
const WORD = 4;

interface Held {
  readonly list: NeighbourSlots;
  /** CRC-32 of the bytes it was decoded from, which are not held: they are longer than the list. */
  readonly sum: number;
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
    const sum = crc32(bytes);
    const known = this.#held.get(slot);
    if (known !== undefined && known.sum === sum && this.#isResolved(known)) {
      known.readAt = readAt;
      return known.list;
    }
    const { releases, arrivals } = this.#items;
    const { list, isWhole } = decodeSlots(bytes, this.#items);
    this.#held.set(slot, {
      list,
      sum,
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

/** What queries read of an item's value; `isWhole`: the tables know all of its neighbours. */
export function decodeSlots(
  bytes: Uint8Array,
  items: Pick<SiteItems, 'slotOfHash'>,
): { readonly list: NeighbourSlots; readonly isWhole: boolean } {
  const columns = decodeNeighbours(bytes);
  const { hashes, recent, recentTotal } = columns;
  const places: number[] = [];
  const slots: number[] = [];
  let isWhole = true;
  for (let i = 0; i < hashes.length; i++) {
    if (!isRead(i, recent[i]!, recentTotal)) continue;
    const slot = items.slotOfHash(hashes[i]!);
    if (slot >= 0) {
      places.push(i);
      slots.push(slot);
    } else {
      // Its statistics have not arrived yet, or found no room.
      isWhole = false;
    }
  }
  return { list: listOf(columns, places, slots), isWhole };
}

function listOf(
  columns: NeighbourColumns,
  places: readonly number[],
  slots: readonly number[],
): NeighbourSlots {
  const size = places.length;
  // In one piece: memory for each of four arrays would take longer to get than they to be filled.
  const memory = new ArrayBuffer(4 * WORD * size);
  const list = {
    slots: new Int32Array(memory, 0, size),
    lifetime: new Float32Array(memory, WORD * size, size),
    recent: new Float32Array(memory, 2 * WORD * size, size),
    after: new Float32Array(memory, 3 * WORD * size, size),
    lifetimeTotal: columns.lifetimeTotal,
    recentTotal: columns.recentTotal,
    afterTotal: columns.afterTotal,
    landmark: columns.landmark,
  };
  for (let i = 0; i < size; i++) {
    const place = places[i]!;
    list.slots[i] = slots[i]!;
    list.lifetime[i] = columns.lifetime[place]!;
    list.recent[i] = columns.recent[place]!;
    list.after[i] = columns.after[place]!;
  }
  return list;
}
