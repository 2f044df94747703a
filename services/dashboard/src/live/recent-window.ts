import type { Act } from '../acts/act.ts';
import { describeWithTops, Tally } from '../counts/tally.ts';
import type { CountsWithTops } from '../shapes/counts.ts';
import type { Quality } from '../shapes/live.ts';

const SLICE_MS = 10_000;
/** Items told apart in a slice. */
const NAMES_MAX = 200;

interface Slice {
  readonly tally: Tally;
  duplicates: number;
  withItem: number;
  inCatalogue: number;
}

/** What is told of an event beside its act. */
export interface Arrival {
  readonly isDuplicate: boolean;
  /** null: it names no item. */
  readonly isInCatalogue: boolean | null;
}

/** The last minutes as a whole, by event time; moves on in slices of ten seconds. */
export class RecentWindow {
  readonly #slices = new Map<number, Slice>();
  readonly #lengthMs: number;

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs;
  }

  add(act: Act, { isDuplicate, isInCatalogue }: Arrival): void {
    const slice = this.#slice(act.at - (act.at % SLICE_MS));
    if (isDuplicate) {
      slice.duplicates++;
      return;
    }
    slice.tally.add(act);
    if (isInCatalogue === null) return;
    slice.withItem++;
    if (isInCatalogue) slice.inCatalogue++;
  }

  expire(now: number): void {
    for (const at of this.#slices.keys()) {
      if (at < this.#from(now)) this.#slices.delete(at);
    }
  }

  describe(now: number): CountsWithTops & { readonly quality: Quality } {
    const all = new Tally(NAMES_MAX);
    const quality = { duplicates: 0, withItem: 0, inCatalogue: 0 };
    for (const { tally, duplicates, withItem, inCatalogue } of this.#slices.values()) {
      all.merge(tally);
      quality.duplicates += duplicates;
      quality.withItem += withItem;
      quality.inCatalogue += inCatalogue;
    }
    return { ...describeWithTops(all, this.#from(now), now), quality };
  }

  #from(now: number): number {
    return now - (now % SLICE_MS) - this.#lengthMs + SLICE_MS;
  }

  #slice(at: number): Slice {
    let slice = this.#slices.get(at);
    if (slice === undefined) {
      slice = { tally: new Tally(NAMES_MAX), duplicates: 0, withItem: 0, inCatalogue: 0 };
      this.#slices.set(at, slice);
    }
    return slice;
  }
}
