import type { Rule } from './rule.ts';

/** An item that a rule wants at a place of the list. */
export interface Pin {
  readonly itemId: string;
  /** From 1. */
  readonly position: number;
  /** Of the rule. */
  readonly ruleId: string;
}

/**
 * The pins of rules in the order of precedence: the items of one rule stand one behind the other, and an
 * item that two rules pin stands where the first has it.
 */
export function pinsOf(rules: readonly Rule[]): readonly Pin[] {
  const seen = new Set<string>();
  const pins: Pin[] = [];
  for (const { id, action, itemIds, position } of rules) {
    if (action !== 'pin') continue;
    for (const [i, itemId] of itemIds.entries()) {
      if (seen.has(itemId)) continue;
      seen.add(itemId);
      pins.push({ itemId, position: position! + i, ruleId: id });
    }
  }
  return pins;
}

/** A pin that is shown, and where. */
export interface PlacedPin extends Pin {
  /** As wanted, or the next place behind it that no pin before has taken. */
  readonly place: number;
}

/** Pins that fit into a list of `n`, by place; `mayShow` is asked in the order of precedence. */
export function placePins(
  pins: readonly Pin[],
  n: number,
  mayShow: (itemId: string) => boolean,
): readonly PlacedPin[] {
  const placed: PlacedPin[] = [];
  const taken = new Set<number>();
  for (const pin of pins) {
    if (pin.position > n || !mayShow(pin.itemId)) continue;
    let place = pin.position;
    while (taken.has(place)) place++;
    if (place > n) continue;
    taken.add(place);
    placed.push({ place, ...pin });
  }
  return placed.toSorted((a, b) => a.place - b.place);
}

/** The list with the pinned rows at their places; where it is too short for that, at its end. */
export function withPins<Row>(
  list: readonly Row[],
  pins: readonly { readonly place: number; readonly row: Row }[],
): Row[] {
  const whole = [...list];
  for (const { place, row } of pins) whole.splice(place - 1, 0, row);
  return whole;
}
