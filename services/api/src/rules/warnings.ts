import { contradictions, type Rule } from '@freshet/rules';
import type { SiteTables } from '@freshet/tables';
import type { SiteRuleBook } from './rule-book.ts';

/** What somebody who sets a rule may not have meant. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  /** Rules it is about. */
  readonly rules: readonly string[];
}

/** What is odd about a rule among the others of its site, with the catalogue as it is. */
export async function warningsOf(
  rule: Rule,
  { rules }: SiteRuleBook,
  { items }: Pick<SiteTables, 'items'>,
): Promise<readonly Warning[]> {
  const known = [...rules.values()];
  const clashes = contradictions(known, {
    about: rule.id,
    passes: (slot, filter) => items.matches(slot, filter),
    slotOf: (itemId) => items.slotOf(itemId),
  });
  return [...clashes, ...(await reachOf(rule, items))];
}

async function reachOf(
  { id, filter, action }: Rule,
  items: SiteTables['items'],
): Promise<readonly Warning[]> {
  if (filter === null) return [];
  const matching = await items.matching(filter);
  const servable = matching.filter((slot) => items.isServable(slot)).length;
  const rules = [id];
  if (servable === 0) {
    const message = `No item that may be shown passes the filter of "${id}" now.`;
    return [{ code: 'MATCHES_NOTHING', message, rules }];
  }
  if (action !== 'hide' || servable < servableIn(items)) return [];
  const message = `"${id}" hides every item there is: lists will be empty (RULES_HIDE_ALL).`;
  return [{ code: 'HIDES_EVERYTHING', message, rules }];
}

function servableIn(items: SiteTables['items']): number {
  let count = 0;
  for (let slot = 0; slot < items.ids.length; slot++) if (items.isServable(slot)) count++;
  return count;
}
