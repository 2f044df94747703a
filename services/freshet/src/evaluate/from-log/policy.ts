import type { Scenario } from '@freshet/api';
import type { ListPolicy } from '@freshet/evaluation';
import { boundedLift, BURIED, HIDDEN, placePins, type Rule, SiteRules } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import type { SessionActs } from './session-acts.ts';

/** How lists are to be made. */
export interface Setting {
  readonly scenario: Exclude<Scenario, 'raw'>;
  readonly rules: readonly Rule[];
}

interface Surroundings {
  readonly items: SiteItems;
  readonly acts: SessionActs;
}

/**
 * What the API would show in a scenario and under rules: nothing that is not for sale, nothing the scenario
 * bans, and what rules make of the rest. The catalogue is as it is now, at whatever time a query is.
 */
export function policyOf({ scenario, rules }: Setting, { items, acts }: Surroundings): ListPolicy {
  const site = new SiteRules(items);
  site.set(rules);
  const effect = site.effect(scenario, Date.now());
  const on = (itemId: string) => {
    const slot = items.slotOf(itemId);
    return effect === undefined || slot < 0 ? 0 : effect.on(slot);
  };
  const lift = (itemId: string) => {
    const sum = on(itemId);
    return Number.isFinite(sum) ? boundedLift(sum) : 0;
  };
  const isServable = (itemId: string) => {
    const slot = items.slotOf(itemId);
    return items.isUncatalogued || (slot >= 0 && items.isServable(slot));
  };
  return ({ session, now }, n) => {
    const { sessionId, itemId: newest } = session.at(-1)!;
    const { bought, cart } = acts.before(sessionId, now);
    const banned = new Set([newest, ...bought]);
    if (scenario === 'product' || scenario === 'cart') for (const item of cart) banned.add(item);
    const mayShow = (itemId: string) => !banned.has(itemId) && isServable(itemId);
    const pinned = placePins(effect?.pins ?? [], n, (itemId) => {
      return mayShow(itemId) && on(itemId) !== HIDDEN;
    });
    for (const { itemId } of pinned) banned.add(itemId);
    return {
      pinned,
      lift,
      rounds: [
        (itemId) => mayShow(itemId) && Number.isFinite(on(itemId)),
        (itemId) => mayShow(itemId) && on(itemId) === BURIED,
      ],
    };
  };
}

/** Rules as if they had held all the time: clicks lie behind, and a schedule mostly before. */
export function unscheduled(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => ({ ...rule, from: null, until: null }));
}
