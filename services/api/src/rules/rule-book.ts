import {
  type BusinessRule,
  businessRuleCodec,
  parseRuleKey,
  RULE_CHANGES_MAX,
  type RuleChange,
  ruleChangeCodec,
} from '@freshet/events';
import { compileRule, type Rule } from '@freshet/rules';
import type { LogRecord } from '@freshet/stream';

/** Changes whose place in the trail was taken again that are remembered, for who wrote them to mend. */
const DISPLACED_MAX = 100;

/** The rules of one site, and what became of them. */
export interface SiteRuleBook {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Rises with every rule that is set or deleted. */
  readonly revision: number;
  /** Number of the newest change; 0 before the first. */
  readonly last: number;
  /** undefined for one that is no longer kept, or never was. */
  change(number: number): RuleChange | undefined;
}

/** The rules of all sites as `recommendation.rules` tells them, in memory. */
export class RuleBook {
  readonly #sites = new Map<string, Site>();
  /** By the offset of the record that took its place. */
  readonly #displaced = new Map<number, RuleChange>();

  /** Empty for a site without rules. */
  site(name: string): SiteRuleBook {
    return this.#sites.get(name) ?? nothing;
  }

  /** The entry of the trail that the record at this offset stands in the place of, if there was one. */
  displacedBy(offset: number): RuleChange | undefined {
    return this.#displaced.get(offset);
  }

  /** @throws what the codecs and `compileRule` throw; then nothing has changed. */
  take({ key, value, offset }: LogRecord): void {
    if (key === null) return;
    const { kind, site, id } = parseRuleKey(Buffer.from(key).toString());
    if (kind === 'rule') this.#site(site).set(id, value && businessRuleCodec.decode(value));
    if (kind !== 'change' || value === null) return;
    const displaced = this.#site(site).note(ruleChangeCodec.decode(value));
    if (displaced !== undefined) this.#remember(offset, displaced);
  }

  #site(name: string): Site {
    let site = this.#sites.get(name);
    if (site === undefined) this.#sites.set(name, (site = new Site()));
    return site;
  }

  #remember(offset: number, displaced: RuleChange): void {
    this.#displaced.set(offset, displaced);
    if (this.#displaced.size <= DISPLACED_MAX) return;
    const [oldest] = this.#displaced.keys();
    this.#displaced.delete(oldest!);
  }
}

class Site implements SiteRuleBook {
  readonly rules = new Map<string, Rule>();
  readonly #changes = new Map<number, RuleChange>();
  revision = 0;
  last = 0;

  set(id: string, record: BusinessRule | null): void {
    if (record === null) this.rules.delete(id);
    else this.rules.set(id, compileRule(record));
    this.revision++;
  }

  change(number: number): RuleChange | undefined {
    return this.#changes.get(number);
  }

  /** The entry that had this number before. */
  note(change: RuleChange): RuleChange | undefined {
    const { number } = change;
    const before = this.#changes.get(number);
    this.#changes.set(number, change);
    this.last = Math.max(this.last, number);
    this.#changes.delete(number - RULE_CHANGES_MAX);
    return before;
  }
}

const nothing: SiteRuleBook = { rules: new Map(), revision: 0, last: 0, change: () => undefined };
