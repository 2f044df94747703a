import type { NeighbourSlots } from './neighbour-features.ts';

/** As many lists as there are bits to say which of them an item is in; further ones do not count. */
const LISTS_MAX = 32;

/**
 * How far items are visited with the same items. Meetings count for both who meet, so an item's weights
 * in the lists of others are its own list, as far as these others go: no list is read for it. Made once
 * and used for one list after another: what it held is forgotten.
 */
export class NeighbourOverlap {
  #width = 0;
  /** A row for each item: its shares in the lists, brought to length 1. */
  #rows = new Float64Array(0);
  /** A bit for each list that has the item. */
  #among = new Int32Array(0);
  /** Position + 1 of each slot, 0: none. Two bytes an item: lists have hundreds, a Map is slow to deny them. */
  #positions = new Uint16Array(0);

  /** `slots`: distinct items, below 65,535 of them, named by their positions from here on. */
  read(slots: readonly number[], lists: readonly (NeighbourSlots | undefined)[]): void {
    this.#width = Math.min(lists.length, LISTS_MAX);
    this.#clear(slots);
    for (const [position, slot] of slots.entries()) this.#positions[slot] = position + 1;
    for (const [column, list] of lists.slice(0, LISTS_MAX).entries()) {
      // As a share: lists have totals of their own, and times that their weights are relative to.
      if (list !== undefined && list.lifetimeTotal > 0) this.#addColumn(column, list);
    }
    for (const slot of slots) this.#positions[slot] = 0;
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

  #clear(slots: readonly number[]): void {
    const size = slots.length * this.#width;
    if (this.#rows.length < size) this.#rows = new Float64Array(size);
    this.#rows.fill(0, 0, size);
    if (this.#among.length < slots.length) this.#among = new Int32Array(slots.length);
    this.#among.fill(0);
    const highest = slots.reduce((most, slot) => Math.max(most, slot), 0);
    if (this.#positions.length <= highest) this.#positions = new Uint16Array(2 * highest + 1);
  }

  #addColumn(column: number, { slots, lifetime, lifetimeTotal }: NeighbourSlots): void {
    const positions = this.#positions;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      const position = slot < positions.length ? positions[slot]! - 1 : -1;
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
