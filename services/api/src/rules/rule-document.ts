import type { BusinessRule } from '@freshet/events';
import {
  ACTIONS,
  compileRule,
  FACTOR_MAX,
  PINNED_MAX,
  POSITION_MAX,
  recordOf,
  type Rule,
} from '@freshet/rules';
import { FieldReader, type Fields, requireObject } from '../query/fields.ts';
import { SHOWN_SCENARIOS } from '../query/page.ts';
import { timeIn } from './time-field.ts';

export const NAME_LENGTH_MAX = 200;
export const PRIORITY_MAX = 1_000;

const idPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
/** What stands in the place of an id in other paths. */
const reserved = new Set(['changes', 'preview']);

const everywhere = ['id', 'name', 'action', 'scenarios', 'from', 'until', 'enabled', 'priority'];
const own = {
  pin: ['itemIds', 'position'],
  hide: ['filter'],
  bury: ['filter'],
  boost: ['filter', 'factor'],
} as const;
const all = [...new Set([...everywhere, ...Object.values(own).flat()])];

/** Whether a text may be the id of a rule. */
export function isRuleId(text: string): boolean {
  return idPattern.test(text) && !reserved.has(text);
}

/**
 * The rule that a document describes; null stands for what is left out.
 * @throws HttpProblem BODY_INVALID, PARAMETER_UNKNOWN, PARAMETER_INVALID, FILTER_INVALID, with a pointer.
 */
export function parseRule(id: string, document: unknown, pointer = ''): Rule {
  const reader = readerOf(document, pointer);
  if (reader.has('id') && reader.value('id') !== id) {
    throw reader.refusal('id', `"${id}", as it is called here, or left out`);
  }
  if (!isRuleId(id)) {
    const allowed = 'a letter or digit, then up to 63 letters, digits, _, . or -';
    throw reader.refusal('id', `${allowed}, and neither of ${[...reserved].join(', ')}`);
  }
  if (!reader.has('action')) throw reader.refusal('action', `one of ${ACTIONS.join(', ')}`);
  const action = reader.choice('action', ACTIONS, 'hide');
  for (const name of all) {
    const isOwn = everywhere.includes(name) || (own[action] as readonly string[]).includes(name);
    if (!isOwn && reader.has(name)) throw reader.refusal(name, `left out of a rule of this action`);
  }
  return compileRule({ id, action, ...whatOf(reader, action), ...whenOf(reader) }, pointer);
}

/** The rule for people: what it leaves out is left out. */
export function ruleDocument(rule: Rule): Fields {
  const { itemIds, ...record } = recordOf(rule);
  const told = { ...record, ...(rule.action === 'pin' && { itemIds }) };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}

function readerOf(document: unknown, pointer: string): FieldReader {
  const fields = Object.entries(requireObject(document, 'A rule', pointer));
  return new FieldReader(
    Object.fromEntries(fields.filter(([, value]) => value !== null)),
    all,
    pointer,
  );
}

function whatOf(
  reader: FieldReader,
  action: Rule['action'],
): Pick<BusinessRule, 'filter' | 'itemIds' | 'position' | 'factor'> {
  const none = { filter: null, itemIds: [], position: null, factor: null };
  if (action === 'pin') {
    const position = reader.integer('position', { min: 1, max: POSITION_MAX, otherwise: 1 });
    return { ...none, itemIds: pinnedIn(reader), position };
  }
  const filter = reader.text('filter');
  if (filter === null) throw reader.refusal('filter', 'an expression over item');
  if (action !== 'boost') return { ...none, filter };
  return {
    ...none,
    filter,
    factor: reader.number('factor', { min: 1 / FACTOR_MAX, max: FACTOR_MAX }),
  };
}

function pinnedIn(reader: FieldReader): readonly string[] {
  const itemIds = reader.identifiers('itemIds', PINNED_MAX) ?? [];
  if (itemIds.length > 0 && new Set(itemIds).size === itemIds.length) return itemIds;
  throw reader.refusal('itemIds', `a list of 1 to ${PINNED_MAX} ids, none of them twice`);
}

function whenOf(
  reader: FieldReader,
): Pick<BusinessRule, 'name' | 'scenarios' | 'from' | 'until' | 'enabled' | 'priority'> {
  const name = reader.text('name');
  if (name !== null && name.length > NAME_LENGTH_MAX) {
    throw reader.refusal('name', `a text of at most ${NAME_LENGTH_MAX} characters`);
  }
  const from = timeIn(reader, 'from');
  const until = timeIn(reader, 'until');
  if (from !== null && until !== null && until <= from) {
    throw reader.refusal('until', 'later than from, or the rule would never hold');
  }
  const priority = { min: -PRIORITY_MAX, max: PRIORITY_MAX, otherwise: 0 };
  return {
    name,
    scenarios: scenariosIn(reader),
    from,
    until,
    enabled: reader.has('enabled') ? reader.flag('enabled') : true,
    priority: reader.integer('priority', priority),
  };
}

function scenariosIn(reader: FieldReader): readonly string[] | null {
  const value = reader.value('scenarios');
  if (value === undefined) return null;
  const isList = Array.isArray(value) && value.length > 0;
  const stranger = isList ? value.findIndex((one) => !SHOWN_SCENARIOS.includes(one)) : -1;
  if (isList && stranger < 0) return [...new Set(value as string[])];
  const allowed = `a list of some of ${SHOWN_SCENARIOS.join(', ')}, or left out for all of them`;
  throw reader.refusal('scenarios', allowed, stranger < 0 ? '' : `/${stranger}`);
}
