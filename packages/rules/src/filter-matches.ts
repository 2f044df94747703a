import type { CatalogueEntry, EntryFilter } from '@freshet/tables';
import type { Matcher } from './joint-effect.ts';

const BYTES_MIN = 128;

/**
 * Which items pass the filters of a site's rules, judged once for each entry: two bits an item and
 * filter. An edit of one rule, or the begin of another's schedule, then costs no more than that rule.
 */
export class FilterMatches implements Matcher {
  readonly #entryIn: (slot: number) => CatalogueEntry | undefined;
  readonly #byExpression = new Map<string, Verdicts>();

  constructor(entryIn: (slot: number) => CatalogueEntry | undefined) {
    this.#entryIn = entryIn;
  }

  passes(slot: number, filter: EntryFilter): boolean {
    let verdicts = this.#byExpression.get(filter.expression);
    if (verdicts === undefined) {
      this.#byExpression.set(filter.expression, (verdicts = new Verdicts()));
    }
    return verdicts.verdict(slot) ?? verdicts.judged(slot, this.#judge(slot, filter));
  }

  /** The entry in the slot is another one now. */
  changed(slot: number): void {
    for (const verdicts of this.#byExpression.values()) verdicts.forget(slot);
  }

  /** Forgets all filters but these. */
  keep(expressions: ReadonlySet<string>): void {
    for (const known of this.#byExpression.keys()) {
      if (!expressions.has(known)) this.#byExpression.delete(known);
    }
  }

  /** Without a catalogue entry nothing is known that could pass. */
  #judge(slot: number, filter: EntryFilter): boolean {
    const entry = this.#entryIn(slot);
    return entry !== undefined && filter.matches(entry);
  }
}

/** One filter's verdicts by slot: a bit for whether there is one, a bit for what it is. */
class Verdicts {
  #known = new Uint8Array(BYTES_MIN);
  #passes = new Uint8Array(BYTES_MIN);

  verdict(slot: number): boolean | undefined {
    const at = slot >> 3;
    const bit = 1 << (slot & 7);
    if (at >= this.#known.length || (this.#known[at]! & bit) === 0) return undefined;
    return (this.#passes[at]! & bit) !== 0;
  }

  judged(slot: number, passes: boolean): boolean {
    const at = slot >> 3;
    const bit = 1 << (slot & 7);
    if (at >= this.#known.length) this.#grow(at);
    this.#known[at]! |= bit;
    if (passes) this.#passes[at]! |= bit;
    else this.#passes[at]! &= ~bit;
    return passes;
  }

  forget(slot: number): void {
    if (slot >> 3 < this.#known.length) this.#known[slot >> 3]! &= ~(1 << (slot & 7));
  }

  #grow(at: number): void {
    const size = Math.max(2 * this.#known.length, at + 1);
    this.#known = widened(this.#known, size);
    this.#passes = widened(this.#passes, size);
  }
}

function widened(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}
