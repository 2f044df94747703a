import type { EntryFilter } from '@freshet/tables';
import { type Pin, pinsOf } from './pins.ts';
import type { Rule } from './rule.ts';

/** In place of a lift: not shown at all, or only where nothing else is left. */
export const HIDDEN = Number.NEGATIVE_INFINITY;
export const BURIED = Number.POSITIVE_INFINITY;
const UNKNOWN = Number.NaN;
const SLOTS_MIN = 1_024;
let made = 0;

/** Which items pass which filters. */
export interface Matcher {
  passes(slot: number, filter: EntryFilter): boolean;
}

/**
 * What a set of rules does to each item, worked out once: a list asks for some 400 items, and 200 rules
 * judged for each of them would take longer than all else. Four bytes an item.
 */
export class JointEffect {
  /** Tells it from every other. */
  readonly name = `rules ${++made}`;
  /** Active ones, in the order of precedence. */
  readonly rules: readonly Rule[];
  readonly pins: readonly Pin[];
  readonly hides: boolean;
  readonly buries: boolean;
  readonly boosts: boolean;
  readonly #matcher: Matcher;
  #effects = new Float32Array(SLOTS_MIN).fill(UNKNOWN);

  constructor(rules: readonly Rule[], matcher: Matcher) {
    const has = (action: Rule['action']) => rules.some((rule) => rule.action === action);
    this.rules = rules;
    this.pins = pinsOf(rules);
    this.hides = has('hide');
    this.buries = has('bury');
    this.boosts = has('boost');
    this.#matcher = matcher;
  }

  /** HIDDEN, BURIED, or the sum of what boosts add to the item's score, not yet bounded. */
  on(slot: number): number {
    const known = slot < this.#effects.length ? this.#effects[slot]! : UNKNOWN;
    return Number.isNaN(known) ? this.#judge(slot) : known;
  }

  /** The entry in the slot is another one now. */
  changed(slot: number): void {
    if (slot < this.#effects.length) this.#effects[slot] = UNKNOWN;
  }

  /** The rules that make the effect what it is, of those other than pins. */
  behind(slot: number): readonly Rule[] {
    const about = this.rules.filter((rule) => this.#concerns(rule, slot));
    const strongest = (['hide', 'bury', 'boost'] as const).find((action) => {
      return about.some((rule) => rule.action === action);
    });
    return about.filter(({ action }) => action === strongest);
  }

  #judge(slot: number): number {
    if (slot >= this.#effects.length) this.#grow(slot);
    this.#effects[slot] = this.#sum(slot);
    // As it is kept: the first to ask gets no other decimals than the next.
    return this.#effects[slot];
  }

  #concerns({ filter }: Rule, slot: number): boolean {
    return filter !== null && this.#matcher.passes(slot, filter);
  }

  #sum(slot: number): number {
    let lift = 0;
    let isBuried = false;
    for (const rule of this.rules) {
      if (!this.#concerns(rule, slot)) continue;
      if (rule.action === 'hide') return HIDDEN;
      if (rule.action === 'bury') isBuried = true;
      else lift += Math.log(rule.factor!);
    }
    return isBuried ? BURIED : lift;
  }

  #grow(slot: number): void {
    const larger = new Float32Array(Math.max(2 * this.#effects.length, slot + 1)).fill(UNKNOWN);
    larger.set(this.#effects);
    this.#effects = larger;
  }
}
