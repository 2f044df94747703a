import { type JointEffect, SiteRules } from '@freshet/rules';
import type { ItemTables } from '@freshet/tables';
import type { Rules } from './open-rules.ts';

interface SiteAtWork {
  readonly rules: SiteRules;
  revision: number;
}

/** What rules do in a scenario at a time: epoch ms, null: now; null: nothing. */
export type RulesOf = (site: string, scenario: string, at: number | null) => JointEffect | null;

/** The rules as they are now, at work on the items of one namespace. */
export function rulesAtWork(
  rules: Pick<Rules, 'site'>,
  tables: Pick<ItemTables, 'site'>,
  clock: () => number,
): RulesOf {
  const sites = new Map<string, SiteAtWork>();

  function atWork(name: string): SiteRules | undefined {
    const book = rules.site(name);
    let site = sites.get(name);
    if (site === undefined) {
      if (book.revision === 0) return undefined;
      site = { rules: new SiteRules(tables.site(name).items), revision: 0 };
      sites.set(name, site);
    }
    if (site.revision !== book.revision) {
      site.rules.set([...book.rules.values()]);
      site.revision = book.revision;
    }
    return site.rules;
  }

  return (name, scenario, at) => {
    const site = atWork(name);
    const effect = at === null ? site?.effect(scenario, clock()) : site?.effectAt(scenario, at);
    return effect ?? null;
  };
}
