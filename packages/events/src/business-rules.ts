import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** What a merchandiser has decided about lists, as it lies in `recommendation.rules`. */
export interface BusinessRule {
  /** Unique within its site. */
  readonly id: string;
  readonly name: string | null;
  /** `pin`, `hide`, `bury` or `boost`. */
  readonly action: string;
  /** CEL over the catalogue: which items it is about; null on a pin. */
  readonly filter: string | null;
  /** Of a pin. */
  readonly itemIds: readonly string[];
  /** Of a pin, from 1. */
  readonly position: number | null;
  /** Of a boost. */
  readonly factor: number | null;
  /** Where it holds; null: everywhere. */
  readonly scenarios: readonly string[] | null;
  /** Epoch ms from which it holds; null: at once. */
  readonly from: number | null;
  /** Epoch ms from which it no longer holds; null: for ever. */
  readonly until: number | null;
  readonly enabled: boolean;
  /** The higher, the sooner it holds against others. */
  readonly priority: number;
}

/** Who changed a rule, when, and into what. */
export interface RuleChange {
  readonly site: string;
  /** Rising by one within the site, from 1. */
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  /** Who said they were; null: nobody said. */
  readonly by: string | null;
  /** `put`, `delete` or `revert`. */
  readonly action: string;
  readonly ruleId: string;
  /** null: there was none. */
  readonly before: BusinessRule | null;
  /** null: there is none. */
  readonly after: BusinessRule | null;
}

/** Entries of the audit trail that are kept of a site. */
export const RULE_CHANGES_MAX = 1_000;

export const businessRuleCodec = createCodec<BusinessRule>('business-rule', [
  version(40, 'business-rule.1'),
]);
export const ruleChangeCodec = createCodec<RuleChange>('rule-change', [
  version(41, 'rule-change.1'),
]);

/** Key of a rule in `recommendation.rules`. */
export function ruleKey(site: string, id: string): string {
  return `rule/${site}/${id}`;
}

/** Key of an entry of the audit trail; an entry so many later takes its place. */
export function ruleChangeKey({ site, number }: Pick<RuleChange, 'site' | 'number'>): string {
  return `change/${site}/${number % RULE_CHANGES_MAX}`;
}

/** What a key of `recommendation.rules` is about. */
export function parseRuleKey(key: string): { kind: string; site: string; id: string } {
  const [kind = '', site = '', ...rest] = key.split('/');
  return { kind, site, id: rest.join('/') };
}
