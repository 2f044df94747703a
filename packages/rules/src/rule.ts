import type { BusinessRule } from '@freshet/events';
import type { EntryFilter } from '@freshet/tables';
import { compileFilter } from './filter/filter.ts';

/** Rules of one site. */
export const RULES_MAX = 500;
/** Items that one rule pins. */
export const PINNED_MAX = 20;
/** Lowest place that an item is pinned to; 1 is the top. */
export const POSITION_MAX = 100;

/**
 * What a rule does. `hide`: what passes its filter is not shown · `bury`: only where nothing else is
 * left · `boost`: counts as so many times likelier · `pin`: its items stand at its position.
 */
export const ACTIONS = ['pin', 'hide', 'bury', 'boost'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a merchandiser has decided about lists, ready to be used. */
export interface Rule extends Omit<BusinessRule, 'action' | 'filter'> {
  readonly action: Action;
  /** null on a pin, which names its items. */
  readonly filter: EntryFilter | null;
}

/**
 * @throws HttpProblem FILTER_INVALID, pointing to `filter` below `pointer`; Error for an action of a
 *   newer version.
 */
export function compileRule(record: BusinessRule, pointer = ''): Rule {
  const action = ACTIONS.find((one) => one === record.action);
  if (action === undefined) throw new Error(`"${record.action}" is no action known here`);
  const { filter } = record;
  return {
    ...record,
    action,
    filter: filter === null ? null : compileFilter(filter, `${pointer}/filter`),
  };
}

/** The rule as it is stored. */
export function recordOf(rule: Rule): BusinessRule {
  return { ...rule, filter: rule.filter?.expression ?? null };
}

/** Where two rules contradict each other the first of them holds: higher priority, then smaller id. */
export function byPrecedence(a: Rule, b: Rule): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Whether the rule holds in a scenario at a time, epoch ms. */
export function isActive(rule: Rule, scenario: string, now: number): boolean {
  const { enabled, scenarios, from, until } = rule;
  if (!enabled || (from !== null && now < from) || (until !== null && now >= until)) return false;
  return scenarios === null || scenarios.includes(scenario);
}

/** When a rule begins or ends next after `now`, epoch ms; Infinity: never. */
export function nextChange(rules: readonly Rule[], now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { from, until } of rules) {
    if (from !== null && from > now) next = Math.min(next, from);
    if (until !== null && until > now) next = Math.min(next, until);
  }
  return next;
}
