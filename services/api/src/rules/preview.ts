import { byPrecedence, isActive, JointEffect, type Rule, RULES_MAX } from '@freshet/rules';
import { HttpProblem } from '@freshet/runtime';
import type { SiteItems } from '@freshet/tables';
import type { View } from '../api.ts';
import { FieldReader, requireObject } from '../query/fields.ts';
import {
  parseRecommendationBody,
  type RecommendationRequest,
} from '../query/recommendation-request.ts';
import type { SiteRuleBook } from './rule-book.ts';
import { isRuleId, parseRule } from './rule-document.ts';
import type { RulesOf } from './rules-at-work.ts';
import { touchedIn } from './touched-items.ts';
import { type Warning, warningsOf } from './warnings.ts';

/** Warnings about one preview: enough to see what is wrong. */
const WARNINGS_MAX = 20;

export interface PreviewOptions {
  readonly book: SiteRuleBook;
  readonly view: View;
  /** Epoch ms. */
  readonly clock: () => number;
}

/**
 * The answer to a question with the rules as they are and as they would be, and what these do to which
 * item. Nothing is stored. @throws HttpProblem as the calls it stands for.
 */
export async function preview(
  site: string,
  body: unknown,
  { book, view, clock }: PreviewOptions,
): Promise<object> {
  const reader = new FieldReader(requireObject(body, 'The body', ''), ['rules', 'question']);
  const changed = changedIn(reader);
  const rules = rulesWith(book, changed, reader);
  const question = questionIn(reader);
  const { items } = view.tables.site(site);
  const rulesAfter = rulesAt([...rules.values()], items, clock);
  const asking = (rulesOf: RulesOf) => ({ leadsOn: true, preview: rulesOf });
  const before = await view.recommender.answer(site, question, asking(view.rulesOf));
  const after = await view.recommender.answer(site, question, asking(rulesAfter));
  const lists = question.slots.map(({ name, slot: { scenario } }, i) => {
    const effect = scenario === 'raw' ? null : rulesAfter(site, scenario, question.at);
    const both = { before: before[i]!, after: after[i]! };
    return [name, { ...both, touched: touchedIn(both, effect, items) }] as const;
  });
  const set = [...changed.values()].filter((rule) => rule !== null);
  const warnings = await warningsAbout(set, { ...book, rules }, view.tables.site(site));
  if (question.slots[0]!.name === '') return { ...lists[0]![1], warnings };
  return { slots: Object.fromEntries(lists), warnings };
}

/** Rules to set, by id; null: to delete. */
function changedIn(reader: FieldReader): ReadonlyMap<string, Rule | null> {
  const pointer = reader.at('rules');
  const given = Object.entries(requireObject(reader.value('rules') ?? {}, 'rules', pointer));
  return new Map(
    given.map(([id, document]) => {
      if (!isRuleId(id)) throw reader.refusal('rules', 'an object of rules by their ids');
      return [id, document === null ? null : parseRule(id, document, `${pointer}/${id}`)];
    }),
  );
}

function rulesWith(
  book: SiteRuleBook,
  changed: ReadonlyMap<string, Rule | null>,
  reader: FieldReader,
): ReadonlyMap<string, Rule> {
  const rules = new Map(book.rules);
  for (const [id, rule] of changed) {
    if (rule === null) rules.delete(id);
    else rules.set(id, rule);
  }
  if (rules.size > RULES_MAX) throw reader.refusal('rules', `so few that ${RULES_MAX} are there`);
  return rules;
}

function questionIn(reader: FieldReader): RecommendationRequest {
  try {
    return parseRecommendationBody(reader.value('question') ?? {});
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    const { statusCode, problem } = error;
    const pointer = reader.at('question') + (problem.pointer ?? '');
    throw new HttpProblem(statusCode, { ...problem, pointer });
  }
}

/** Rules that are nowhere at work: each time asked for is judged anew. */
function rulesAt(rules: readonly Rule[], items: SiteItems, clock: () => number): RulesOf {
  const sorted = rules.toSorted(byPrecedence);
  const matcher = {
    passes(slot: number, { matches }: Rule['filter'] & {}) {
      const entry = items.entryIn(slot);
      return entry !== undefined && matches(entry);
    },
  };
  return (_site, scenario, at) => {
    const now = at ?? clock();
    const active = sorted.filter((rule) => isActive(rule, scenario, now));
    return active.length === 0 ? null : new JointEffect(active, matcher);
  };
}

async function warningsAbout(
  set: readonly Rule[],
  book: SiteRuleBook,
  tables: Parameters<typeof warningsOf>[2],
): Promise<readonly Warning[]> {
  const warnings: Warning[] = [];
  for (const rule of set) {
    if (warnings.length >= WARNINGS_MAX) break;
    warnings.push(...(await warningsOf(rule, book, tables)));
  }
  return warnings.slice(0, WARNINGS_MAX);
}
