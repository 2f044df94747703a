import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { CatalogueEntry } from './catalogue-entry.ts';
import type { EntryFilter } from './entry-filter.ts';

/**
 * Filters per site whose verdicts are held, two bytes an item at most; past it the one used longest ago
 * is forgotten.
 */
export const FILTERS_MAX = 256;
/** Items judged before others get their turn: about a millisecond. */
const SLICE = 1_000;
const SLOTS_MIN = 1_024;

const UNKNOWN = 0;
const FAILS = 1;
const PASSES = 2;

/**
 * Which items pass which filters, judged once for each entry: an expression takes about a microsecond,
 * and a filter comes back with every page.
 */
export class FilterVerdicts {
  readonly #entries: readonly (CatalogueEntry | undefined)[];
  readonly #byFilter = new LRUCache<string, Uint8Array>({ max: FILTERS_MAX });

  /** `entries`: by slot, as they are at any time. */
  constructor(entries: readonly (CatalogueEntry | undefined)[]) {
    this.#entries = entries;
  }

  passes(slot: number, filter: EntryFilter): boolean {
    return this.#judge(this.#verdictsOf(filter), slot, filter);
  }

  /**
   * The same for many items at a time: it finds the filter once. Holds as long as nothing is awaited,
   * since entries may change then.
   */
  matcher(filter: EntryFilter): (slot: number) => boolean {
    const verdicts = this.#verdictsOf(filter);
    return (slot) => {
      const known = verdicts[slot];
      return known === UNKNOWN ? this.#judge(verdicts, slot, filter) : known === PASSES;
    };
  }

  /** The entry in the slot is another one now. */
  changed(slot: number): void {
    for (const verdicts of this.#byFilter.values()) {
      if (slot < verdicts.length) verdicts[slot] = UNKNOWN;
    }
  }

  /** The slots that pass now. Every item is judged first, a slice at a time, so that nobody else waits. */
  async slots(filter: EntryFilter): Promise<number[]> {
    for (let from = 0; from < this.#entries.length; from += SLICE) {
      if (this.#judgeAll(filter, from) > 0) await setImmediate();
    }
    const verdicts = this.#verdictsOf(filter);
    const passing: number[] = [];
    for (let slot = 0; slot < this.#entries.length; slot++) {
      if (this.#judge(verdicts, slot, filter)) passing.push(slot);
    }
    return passing;
  }

  /** Judges the slice that begins at `from`; says how many were not judged before. */
  #judgeAll(filter: EntryFilter, from: number): number {
    const verdicts = this.#verdictsOf(filter);
    const end = Math.min(from + SLICE, this.#entries.length);
    let judged = 0;
    for (let slot = from; slot < end; slot++) {
      if (verdicts[slot] !== UNKNOWN) continue;
      this.#judge(verdicts, slot, filter);
      judged++;
    }
    return judged;
  }

  #judge(verdicts: Uint8Array, slot: number, filter: EntryFilter): boolean {
    if (verdicts[slot] === UNKNOWN) {
      const entry = this.#entries[slot];
      verdicts[slot] = entry !== undefined && filter.matches(entry) ? PASSES : FAILS;
    }
    return verdicts[slot] === PASSES;
  }

  /** With room for every slot. */
  #verdictsOf({ expression }: EntryFilter): Uint8Array {
    const known = this.#byFilter.get(expression);
    if (known !== undefined && known.length >= this.#entries.length) return known;
    const verdicts = new Uint8Array(Math.max(SLOTS_MIN, 2 * this.#entries.length));
    if (known !== undefined) verdicts.set(known);
    this.#byFilter.set(expression, verdicts);
    return verdicts;
  }
}
