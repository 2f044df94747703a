import type { BusinessRule } from '@freshet/events';
import { compileRule, type Rule } from './rule.ts';

/** A rule that hides all, but for what is given. */
export function ruleOf(fields: Partial<BusinessRule> = {}): Rule {
  return compileRule({
    id: 'r',
    name: null,
    action: 'hide',
    filter: fields.action === 'pin' ? null : 'true',
    itemIds: [],
    position: null,
    factor: null,
    scenarios: null,
    from: null,
    until: null,
    enabled: true,
    priority: 0,
    ...fields,
  });
}

export function pinOf(id: string, itemIds: string[], position: number, priority = 0): Rule {
  return ruleOf({ id, action: 'pin', itemIds, position, priority });
}
