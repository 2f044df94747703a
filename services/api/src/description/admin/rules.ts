import {
  closed,
  described,
  flag,
  integer,
  list,
  members,
  nullable,
  object,
  oneOf,
  site,
  text,
  time,
} from '@freshet/openapi';
import { type Action, FACTOR_MAX, PINNED_MAX, POSITION_MAX, RULES_MAX } from '@freshet/rules';
import { type BusinessRule, RULE_CHANGES_MAX, type RuleChange } from '@freshet/events';
import type { Operation, Parameter, Schema } from '@freshet/runtime';
import { SHOWN_SCENARIOS } from '../../query/page.ts';
import { N_DEFAULT } from '../../rules/changes.ts';
import { ACTOR_LENGTH_MAX } from '../../rules/actor.ts';
import { NAME_LENGTH_MAX, PRIORITY_MAX } from '../../rules/rule-document.ts';
import type { TouchedItem } from '../../rules/touched-items.ts';
import type { Warning } from '../../rules/warnings.ts';
import { recommendations, ruleTouch } from '../lists.ts';
import { ids, inQuery } from '../parameters.ts';
import { question } from '../recommendations.ts';

const group = 'Administration';

const actions: Record<Action, string> = {
  pin: 'has `itemIds` stand from `position` on',
  hide: 'shows nothing that passes `filter`',
  bury: 'puts what passes behind all else',
  boost: 'counts what passes as `factor` times likelier',
};

const common = {
  name: { type: 'string', maxLength: NAME_LENGTH_MAX },
  action: oneOf(actions),
  filter: described(text, 'A CEL expression over `item`; of all but a pin.'),
  itemIds: described({ ...ids(PINNED_MAX), uniqueItems: true }, 'Of a pin.'),
  position: described(integer(1, POSITION_MAX), 'Of a pin.'),
  factor: described(
    { type: 'number', minimum: 1 / FACTOR_MAX, maximum: FACTOR_MAX },
    'Of a boost.',
  ),
  scenarios: described(
    list({ type: 'string', enum: SHOWN_SCENARIOS }),
    'Where it holds; everywhere when absent.',
  ),
  enabled: { ...flag, default: true },
  priority: described(
    { ...integer(-PRIORITY_MAX, PRIORITY_MAX), default: 0 },
    'The higher, the sooner it holds against others.',
  ),
} satisfies Partial<Record<keyof BusinessRule, Schema>>;

const { action, enabled, priority, ...some } = common;
const rule = object('Rule', { id: text, action, enabled, priority }, {
  ...some,
  from: time,
  until: time,
} satisfies Partial<Record<keyof BusinessRule, Schema>>);

const moment = { type: ['integer', 'string', 'null'] };
const given = closed(
  object(
    'RuleGiven',
    { action },
    {
      id: text,
      ...Object.fromEntries(
        Object.entries({ ...some, enabled, priority }).map(([name, schema]) => [
          name,
          nullable(schema),
        ]),
      ),
      from: described(moment, 'Epoch milliseconds or ISO 8601 with a zone.'),
      until: described(moment, 'From when on it holds no longer.'),
    },
  ),
);

const warning = object('RuleWarning', {
  code: text,
  message: text,
  rules: list(text),
} satisfies Record<keyof Warning, Schema>);

const change = object('RuleChange', {
  number: integer(1),
  at: described(text, 'ISO 8601.'),
  by: described(nullable(text), 'null: nobody said.'),
  action: { type: 'string', enum: ['put', 'delete', 'revert'] },
  ruleId: text,
  before: nullable(rule),
  after: nullable(rule),
} satisfies Record<Exclude<keyof RuleChange, 'site'>, Schema>);

const position = nullable(integer(1));
const touched = object('TouchedItem', {
  itemId: text,
  position: members({ before: position, after: position }),
  rules: list(ruleTouch),
} satisfies Record<keyof TouchedItem, Schema>);
const both = { before: recommendations, after: recommendations, touched: list(touched) };

const id: Record<string, Parameter> = { id: { description: 'Of the rule.', schema: text } };
const bySomebody: Record<string, Parameter> = {
  site,
  by: {
    description: 'Who changes it, where no login says so; also as header `x-freshet-actor`.',
    schema: { type: 'string', maxLength: ACTOR_LENGTH_MAX },
  },
};

export const listRules: Operation = {
  id: 'listRules',
  group,
  summary: 'The business rules of a site',
  query: { site },
  answers: {
    200: {
      description: 'All, those that go first first.',
      schema: members({ site: text, max: integer(RULES_MAX, RULES_MAX), rules: list(rule) }),
    },
  },
};

export const getRule: Operation = {
  id: 'getRule',
  group,
  summary: 'A business rule',
  description: '404 `RULE_UNKNOWN`.',
  path: id,
  query: { site },
  answers: { 200: { description: 'It.', schema: rule } },
};

const isPut = members({ rule, change: integer(1), warnings: list(warning) });
export const putRule: Operation = {
  id: 'putRule',
  group,
  summary: 'Make or change a business rule',
  description: '400 points to what cannot be; 409 `RULES_FULL`.',
  path: id,
  query: bySomebody,
  body: given,
  answers: {
    200: { description: 'Changed, and it holds.', schema: isPut },
    201: { description: 'Made, and it holds.', schema: isPut },
  },
};

export const deleteRule: Operation = {
  id: 'deleteRule',
  group,
  summary: 'Delete a business rule',
  description: '404 `RULE_UNKNOWN`.',
  path: id,
  query: bySomebody,
  answers: {
    200: { description: 'Gone.', schema: members({ id: text, change: integer(1) }) },
  },
};

export const listRuleChanges: Operation = {
  id: 'listRuleChanges',
  group,
  summary: 'Who changed which business rule, when and into what',
  query: {
    site,
    ...inQuery({
      n: described({ ...integer(1, RULE_CHANGES_MAX), default: N_DEFAULT }, 'How many at most.'),
      before: described(integer(1), 'The `next` of the call before.'),
    }),
  },
  answers: {
    200: {
      description: 'Newest first.',
      schema: members({ site: text, changes: list(change), next: nullable(integer(1)) }),
    },
  },
};

export const revertRule: Operation = {
  id: 'revertRuleChange',
  group,
  summary: 'Take a change of a business rule back',
  description: '404 `RULE_CHANGE_UNKNOWN`, 409 `RULES_FULL`.',
  path: { number: { description: 'Of the change.', schema: integer(1) } },
  query: bySomebody,
  answers: {
    200: { description: 'Taken back.', schema: members({ reverted: integer(1), change }) },
  },
};

const warnings = list(warning);
const rulesToSet: Schema = {
  type: 'object',
  additionalProperties: nullable(given),
  description: 'By id, rules as they would be; null: without it.',
};

export const previewRules: Operation = {
  id: 'previewRules',
  group,
  summary: 'What answers would be with other business rules; nothing is stored',
  query: { site },
  body: closed(members({}, { rules: rulesToSet, question })),
  answers: {
    200: {
      description: 'The answer as it is and as it would be.',
      schema: {
        oneOf: [
          object('RulePreview', { ...both, warnings }),
          object('RulePreviews', {
            slots: { type: 'object', additionalProperties: object('SlotPreview', both) },
            warnings,
          }),
        ],
      },
    },
  },
};
