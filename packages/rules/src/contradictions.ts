import type { Matcher } from './joint-effect.ts';
import { byPrecedence, type Rule } from './rule.ts';

/** Contradictions told of at a time: enough to see what is wrong. */
export const CONTRADICTIONS_MAX = 20;

/** Two rules that cannot both have their way, and which of them does. */
export interface Contradiction {
  readonly code: 'POSITION_TAKEN' | 'PINNED_TWICE' | 'PINNED_AND_HIDDEN';
  readonly message: string;
  /** The one that has its way first. */
  readonly rules: readonly [string, string];
}

export interface Looking extends Matcher {
  /** Id of the rule that is looked at; without it, all are. */
  readonly about?: string;
  /** The items' slots, −1 where one is not known. */
  slotOf(itemId: string): number;
}

/**
 * What of a site's rules contradicts each other in a scenario and time that they share; CONTRADICTIONS_MAX
 * at most. Between pins the order of precedence decides; what is hidden is not shown, whoever pins it.
 */
export function contradictions(rules: readonly Rule[], looking: Looking): readonly Contradiction[] {
  const enabled = rules.filter((rule) => rule.enabled).toSorted(byPrecedence);
  const hides = enabled.filter(({ action }) => action === 'hide');
  const pins = enabled.filter(({ action }) => action === 'pin');
  const found: Contradiction[] = [];
  for (const [i, pin] of pins.entries()) {
    for (const other of pins.slice(0, i))
      if (mayClash(pin, other)) found.push(...between(other, pin));
    for (const hide of hides) {
      if (found.length >= CONTRADICTIONS_MAX) return found.slice(0, CONTRADICTIONS_MAX);
      if (mayClash(pin, hide)) found.push(...hidden(hide, pin));
    }
  }
  return found.slice(0, CONTRADICTIONS_MAX);

  function mayClash(a: Rule, b: Rule): boolean {
    const { about = a.id } = looking;
    return (a.id === about || b.id === about) && canMeet(a, b);
  }

  function hidden(hide: Rule, pin: Rule): Contradiction[] {
    const itemId = pin.itemIds.find((id) => {
      const slot = looking.slotOf(id);
      return slot >= 0 && looking.passes(slot, hide.filter!);
    });
    if (itemId === undefined) return [];
    const message = `"${pin.id}" pins "${itemId}", which "${hide.id}" hides: it is not shown.`;
    return [{ code: 'PINNED_AND_HIDDEN', message, rules: [hide.id, pin.id] }];
  }
}

function between(first: Rule, second: Rule): Contradiction[] {
  const rules = [first.id, second.id] as const;
  const twice = second.itemIds.find((itemId) => first.itemIds.includes(itemId));
  if (twice !== undefined) {
    const message = `Both pin "${twice}": it stands where "${first.id}" has it.`;
    return [{ code: 'PINNED_TWICE', message, rules }];
  }
  const from = Math.max(first.position!, second.position!);
  const until = Math.min(endOf(first), endOf(second));
  if (from >= until) return [];
  const message = `Both pin to position ${from}: "${first.id}" has it, the other's item comes behind.`;
  return [{ code: 'POSITION_TAKEN', message, rules }];
}

/** The position behind a pin's last one. */
function endOf({ position, itemIds }: Rule): number {
  return position! + itemIds.length;
}

function canMeet(a: Rule, b: Rule): boolean {
  const begin = Math.max(a.from ?? 0, b.from ?? 0);
  const end = Math.min(a.until ?? Infinity, b.until ?? Infinity);
  if (begin >= end) return false;
  if (a.scenarios === null || b.scenarios === null) return true;
  return a.scenarios.some((scenario) => b.scenarios!.includes(scenario));
}
