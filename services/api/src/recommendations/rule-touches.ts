import type { Action, JointEffect } from '@freshet/rules';

/** A business rule that moved an item. */
export interface RuleTouch {
  readonly id: string;
  readonly action: Action;
  /** What a boost makes it: so many times likelier. */
  readonly factor?: number;
}

export function touchesOf(rules: JointEffect | null, place: number): readonly RuleTouch[] {
  if (rules === null) return [];
  return rules.behind(place).map(({ id, action, factor }) => {
    return factor === null ? { id, action } : { id, action, factor };
  });
}
