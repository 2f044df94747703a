import type { BusinessRule, RuleChange } from '@freshet/events';
import { RULE_CHANGES_MAX } from '@freshet/events';
import type { FieldReader } from '../query/fields.ts';
import type { SiteRuleBook } from './rule-book.ts';

export const N_DEFAULT = 100;

/**
 * The newest changes first, `n` of them before the one numbered `before`; `next`: what to ask for as
 * `before` to go on, null where nothing older is kept.
 * @throws HttpProblem PARAMETER_INVALID.
 */
export function changesIn(book: SiteRuleBook, reader: FieldReader) {
  const n = reader.integer('n', { min: 1, max: RULE_CHANGES_MAX, otherwise: N_DEFAULT });
  const bounds = { min: 1, max: Number.MAX_SAFE_INTEGER, otherwise: book.last + 1 };
  const before = Math.min(reader.integer('before', bounds), book.last + 1);
  const changes: RuleChange[] = [];
  const oldest = Math.max(1, book.last - RULE_CHANGES_MAX + 1);
  let number = before - 1;
  for (; number >= oldest && changes.length < n; number--) {
    const change = book.change(number);
    if (change !== undefined) changes.push(change);
  }
  return { changes: changes.map(changeDocument), next: number < oldest ? null : number + 1 };
}

/** An entry of the trail for people. */
export function changeDocument({ number, at, by, action, ruleId, before, after }: RuleChange) {
  return {
    number,
    at: new Date(at).toISOString(),
    by,
    action,
    ruleId,
    before: before && documentOf(before),
    after: after && documentOf(after),
  };
}

/** As `ruleDocument`, of a rule that may no longer be one that could be used. */
function documentOf({ itemIds, ...record }: BusinessRule) {
  const told = { ...record, ...(itemIds.length > 0 && { itemIds }) };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}
