import { boundedLift, HIDDEN, type JointEffect } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import type { Boost } from '../query/boosts.ts';
import { isLetIn, type Standing } from './competition.ts';

/**
 * What boosts, of the question and of rules, add to an item's score: ln of their factors. Scores are
 * the ranker's log-odds, often below 0, where a factor on the score itself would hold back what it
 * should bring forward. What rules do not let in gets −Infinity: asked once per candidate, what they do
 * to it need not be asked again.
 */
export function liftOf(
  boosts: readonly Boost[],
  items: Pick<SiteItems, 'matcher'>,
  rules: Pick<JointEffect, 'hides' | 'buries' | 'boosts' | 'on'> | null,
  standing: Standing,
): ((slot: number) => number) | undefined {
  const ruled = rules !== null && (rules.hides || rules.buries || rules.boosts) ? rules : undefined;
  if (boosts.length === 0 && ruled === undefined) return undefined;
  const isOfStanding = isLetIn[standing];
  const lifts = boosts.map(({ filter, factor }) => ({
    passes: items.matcher(filter),
    lift: Math.log(factor),
  }));
  return (slot) => {
    let sum = ruled?.on(slot) ?? 0;
    if (!isOfStanding(sum)) return HIDDEN;
    // Buried, among others that are.
    if (!Number.isFinite(sum)) return 0;
    for (const { passes, lift } of lifts) if (passes(slot)) sum += lift;
    return boundedLift(sum);
  };
}
