import type { SiteItems } from '@freshet/tables';
import { FilterMatches } from './filter-matches.ts';
import { JointEffect } from './joint-effect.ts';
import { byPrecedence, isActive, nextChange, type Rule } from './rule.ts';

interface Standing {
  /** The active rules, by which two sets are told apart. */
  readonly rules: readonly Rule[];
  /** undefined: none is active. */
  readonly effect: JointEffect | undefined;
}

/** The rules of one site at work on its items. Schedules begin and end by the time that is asked for. */
export class SiteRules {
  readonly #matches: FilterMatches;
  readonly #standing = new Map<string, Standing>();
  #rules: readonly Rule[] = [];
  /** The standings hold from here to before there, epoch ms. */
  #from = Number.POSITIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;

  constructor(items: Pick<SiteItems, 'entryIn' | 'onEntryChange'>) {
    this.#matches = new FilterMatches((slot) => items.entryIn(slot));
    items.onEntryChange((slot) => {
      this.#matches.changed(slot);
      for (const { effect } of this.#standing.values()) effect?.changed(slot);
    });
  }

  /** Replaces all rules. */
  set(rules: readonly Rule[]): void {
    this.#rules = rules.toSorted(byPrecedence);
    this.#standing.clear();
    const expressions = rules.flatMap(({ filter }) => (filter === null ? [] : filter.expression));
    this.#matches.keep(new Set(expressions));
    this.#until = Number.NEGATIVE_INFINITY;
  }

  /** What the rules do in a scenario at a time (epoch ms); undefined: nothing. */
  effect(scenario: string, now: number): JointEffect | undefined {
    if (this.#rules.length === 0) return undefined;
    if (now < this.#from || now >= this.#until) this.#goTo(now);
    const known = this.#standing.get(scenario);
    if (known !== undefined) return known.effect;
    return this.#stand(scenario, now);
  }

  /** The same of a time that is not now, without giving up what is known of now. */
  effectAt(scenario: string, at: number): JointEffect | undefined {
    const rules = this.#rules.filter((rule) => isActive(rule, scenario, at));
    return rules.length === 0 ? undefined : new JointEffect(rules, this.#matches);
  }

  /** Effects of scenarios whose active rules stay the same are kept. */
  #goTo(now: number): void {
    this.#from = now;
    this.#until = nextChange(this.#rules, now);
    for (const [scenario, { rules }] of this.#standing) {
      const active = this.#rules.filter((rule) => isActive(rule, scenario, now));
      const isSame = active.length === rules.length && active.every((rule, i) => rule === rules[i]);
      if (!isSame) this.#standing.delete(scenario);
    }
  }

  #stand(scenario: string, now: number): JointEffect | undefined {
    const rules = this.#rules.filter((rule) => isActive(rule, scenario, now));
    const effect = rules.length === 0 ? undefined : new JointEffect(rules, this.#matches);
    this.#standing.set(scenario, { rules, effect });
    return effect;
  }
}
