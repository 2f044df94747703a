import type { NeighbourSlots } from './neighbour-features.ts';

/** As many lists as there are bits to say which of them an item is in; further ones do not count. */
const LISTS_MAX = 32;

/**
 * How far items are visited with the same items. Meetings count for both who meet, so an item's weights
 * in the lists of others are its own list, as far as these others go: no list is read for it.
 */
export class NeighbourOverlap {
  readonly #width: number;
  /** A row for each item: its shares in the lists, brought to length 1. */
  readonly #rows: Float64Array;
  /** A bit for each list that has the item. */
  readonly #among: Int32Array;

  /** `slots`: distinct items, named by their positions from here on. */
  constructor(slots: readonly number[], lists: readonly (NeighbourSlots | undefined)[]) {
    this.#width = Math.min(lists.length, LISTS_MAX);
    this.#rows = new Float64Array(slots.length * this.#width);
    this.#among = new Int32Array(slots.length);
    const positions = new SlotPositions(slots);
    for (const [column, list] of lists.slice(0, LISTS_MAX).entries()) {
      // As a share: lists have totals of their own, and times that their weights are relative to.
      if (list !== undefined && list.lifetimeTotal > 0) this.#addColumn(column, list, positions);
    }
    for (let position = 0; position < slots.length; position++) this.#normalise(position);
  }

  /** Whether any of the lists has the item. */
  isKnown(position: number): boolean {
    return this.#among[position] !== 0;
  }

  /** The cosine of two items' rows, 0 to 1; 0 if one is not known. */
  similarity(a: number, b: number): number {
    const rows = this.#rows;
    const from = a * this.#width;
    const other = b * this.#width;
    let sum = 0;
    // Only the lists that have both: they are few.
    for (let both = this.#among[a]! & this.#among[b]!; both !== 0; both &= both - 1) {
      const column = lowestBit(both);
      sum += rows[from + column]! * rows[other + column]!;
    }
    return Math.min(1, sum);
  }

  #addColumn(
    column: number,
    { slots, lifetime, lifetimeTotal }: NeighbourSlots,
    positions: SlotPositions,
  ): void {
    for (let i = 0; i < slots.length; i++) {
      const position = positions.of(slots[i]!);
      if (position < 0 || lifetime[i] === 0) continue;
      this.#among[position]! |= 1 << column;
      this.#rows[position * this.#width + column] = lifetime[i]! / lifetimeTotal;
    }
  }

  #normalise(position: number): void {
    const from = position * this.#width;
    let squares = 0;
    for (let left = this.#among[position]!; left !== 0; left &= left - 1) {
      squares += this.#rows[from + lowestBit(left)]! ** 2;
    }
    const length = Math.sqrt(squares);
    for (let left = this.#among[position]!; left !== 0; left &= left - 1) {
      this.#rows[from + lowestBit(left)]! /= length;
    }
  }
}

/** The place of the lowest bit that is set. */
function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Where slots stand, by open addressing: lists hold hundreds of others, which a Map is slow to deny. */
class SlotPositions {
  readonly #slots: readonly number[];
  readonly #bits: number;
  /** Position + 1; 0: empty. A quarter of them taken at most. */
  readonly #buckets: Uint16Array;

  constructor(slots: readonly number[]) {
    this.#slots = slots;
    this.#bits = 2 + Math.ceil(Math.log2(slots.length + 1));
    this.#buckets = new Uint16Array(1 << this.#bits);
    for (const [position, slot] of slots.entries()) {
      this.#buckets[this.#bucketOf(slot)] = position + 1;
    }
  }

  /** −1 for a slot that is not among them. */
  of(slot: number): number {
    return this.#buckets[this.#bucketOf(slot)]! - 1;
  }

  /** The slot's bucket, or the empty one where it would belong. */
  #bucketOf(slot: number): number {
    let bucket = Math.imul(slot, 0x9e3779b1) >>> (32 - this.#bits);
    for (;;) {
      const position = this.#buckets[bucket]! - 1;
      if (position < 0 || this.#slots[position] === slot) return bucket;
      bucket = (bucket + 1) & (this.#buckets.length - 1);
    }
  }
}
