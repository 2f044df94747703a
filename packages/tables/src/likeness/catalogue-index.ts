import { bestFirst, type Likes } from '@freshet/recommend';
import type { CatalogueEntry } from '../catalogue-entry.ts';
import { termsOf } from './catalogue-terms.ts';

/** Items that are held of each term; past it those that came first are forgotten, and still counted. */
export const POSTINGS_MAX = 500;
/** Postings that one question reads, of the rarest terms first. */
export const POSTINGS_READ_MAX = 2_000;
/** Below it two items have nothing in common but a common word. */
const LIKENESS_MIN = 0.1;
/** So little likeness is an item's worth worth at most. */
const WORTH_MAX = 1e-3;
const SLOTS_MIN = 1_024;

/** Items of a term, in the order in which they came. */
interface Postings {
  readonly slots: number[];
  /** Of the term's kind. */
  readonly weight: number;
  /** Items that have the term, held or not. */
  count: number;
}

export interface LikesQuery {
  readonly max: number;
  /** Asked often: it had better be quick. */
  admits(slot: number): boolean;
  /** 0 to 1: which of two goes first that are as good as equally alike; without it, the newer one. */
  worth?(slot: number): number;
}

export const noLikes: Likes = { slots: [], likeness: [] };

/**
 * Which items' catalogue entries are alike, by an inverted index of their terms. The likeness of B to A
 * is the part of what A's entry says that B's says too, each term counted by its kind and by how rare it
 * is: weight · ln(1 + items / items with it), the inverse document frequency (Spärck Jones 1972); what
 * A alone says is left out. About 0.3 KB an item. A search library would score every item that shares
 * one common word; this reads POSTINGS_READ_MAX places at most.
 */
export class CatalogueIndex {
  readonly #terms: (readonly number[] | undefined)[] = [];
  readonly #postings = new Map<number, Postings>();
  #size = 0;
  /** Sums by slot while a question is answered; 0 otherwise. */
  #sums = new Float64Array(SLOTS_MIN);

  /** `entry`: what the catalogue says of the slot's item from now on; undefined: nothing. */
  set(slot: number, entry: CatalogueEntry | undefined): void {
    const before = this.#terms[slot] ?? [];
    const terms = entry === undefined ? [] : termsOf(entry);
    const hashes = terms.map(({ hash }) => hash);
    // A new price is what changes most often, and makes an item like no other.
    if (hashes.length === before.length && hashes.every((hash, i) => hash === before[i])) return;
    for (const hash of before) this.#remove(hash, slot);
    for (const { hash, weight } of terms) this.#add(hash, weight, slot);
    this.#size += Number(hashes.length > 0) - Number(before.length > 0);
    this.#terms[slot] = hashes.length === 0 ? undefined : hashes;
  }

  /** The items most like the slot's. */
  likesOf(slot: number, query: LikesQuery): Likes {
    const terms = this.#sharedTerms(slot);
    if (terms.length === 0) return noLikes;
    const others: number[] = [];
    let read = 0;
    let total = 0;
    for (const { slots, weight, count } of terms) {
      const value = weight * Math.log1p(this.#size / count);
      total += value;
      // The newest first: what came last of a term that many have is likelier to be still there.
      for (let i = slots.length - 1; i >= 0 && read < POSTINGS_READ_MAX; i--, read++) {
        const other = slots[i]!;
        if (other !== slot && query.admits(other)) this.#count(other, value, others);
      }
    }
    const likeness = others.map((other) => this.#sums[other]! / total);
    for (const other of others) this.#sums[other] = 0;
    return best(others, likeness, query);
  }

  /** The terms that others have too, the rarest first. */
  #sharedTerms(slot: number): Postings[] {
    return (this.#terms[slot] ?? [])
      .map((hash) => this.#postings.get(hash)!)
      .filter(({ count }) => count > 1)
      .toSorted((a, b) => a.count - b.count);
  }

  #count(slot: number, value: number, counted: number[]): void {
    if (slot >= this.#sums.length) {
      const sums = this.#sums;
      this.#sums = new Float64Array(2 * slot);
      this.#sums.set(sums);
    }
    if (this.#sums[slot] === 0) counted.push(slot);
    this.#sums[slot]! += value;
  }

  #add(hash: number, weight: number, slot: number): void {
    const known = this.#postings.get(hash);
    if (known === undefined) {
      this.#postings.set(hash, { slots: [slot], weight, count: 1 });
      return;
    }
    known.count++;
    known.slots.push(slot);
    if (known.slots.length > POSTINGS_MAX) known.slots.shift();
  }

  #remove(hash: number, slot: number): void {
    const known = this.#postings.get(hash)!;
    known.count--;
    const at = known.slots.indexOf(slot);
    if (at >= 0) known.slots.splice(at, 1);
    if (known.count === 0) this.#postings.delete(hash);
  }
}

function best(
  slots: readonly number[],
  likeness: readonly number[],
  { max, worth = () => 0 }: LikesQuery,
): Likes {
  const scores = slots.map((slot, i) => likeness[i]! + WORTH_MAX * worth(slot));
  const order = bestFirst(scores, max);
  const taken: number[] = [];
  while (taken.length < max) {
    const place = order.next();
    if (place < 0 || scores[place]! < LIKENESS_MIN) break;
    taken.push(place);
  }
  return {
    slots: taken.map((place) => slots[place]!),
    likeness: taken.map((place) => likeness[place]!),
  };
}
