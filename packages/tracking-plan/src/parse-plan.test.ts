import { HttpProblem } from '@freshet/runtime';
import { expect, it, test } from 'vitest';
import { FIELDS_MAX, TYPES_MAX } from './bounds.ts';
import { parsePlan } from './parse-plan.ts';

function problemOf(document: unknown) {
  try {
    parsePlan(document);
  } catch (error) {
    if (error instanceof HttpProblem) return error.problem;
    throw error;
  }
  return undefined;
}
const withField = (pointer: string, field: unknown) => ({
  types: { view: { fields: { [pointer]: field } } },
});
const many = <T>(count: number, one: (i: number) => [string, T]) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => one(i)));

it('takes a plan as it is', () => {
  const plan = {
    types: {
      page: {
        everyMinutes: 60,
        fields: { '/context/url': { type: 'string', pattern: '^https:' } },
      },
      'shop:gift': {},
    },
  };
  expect(parsePlan(plan)).toEqual(plan);
});

test.for<[string, unknown, string]>([
  ['nothing', undefined, ''],
  ['a list', [], ''],
  ['no types', {}, ''],
  ['another member', { types: {}, colour: 1 }, '/colour'],
  ['a type that ingest would not take', { types: { 'View!': {} } }, '/types/View!'],
  ['a member of a type', { types: { view: { required: true } } }, '/types/view/required'],
  ['no time at all', { types: { view: { everyMinutes: 0 } } }, '/types/view/everyMinutes'],
  [
    'a type that JSON has not',
    withField('/itemId', { type: 'date' }),
    '/types/view/fields/~1itemId/type',
  ],
  ['a field that events have not', withField('/colour', {}), '/types/view/fields/~1colour'],
  ['what is no pointer', withField('itemId', {}), '/types/view/fields/itemId'],
  ['too deep', withField('/context/a/b/c/d/e', {}), '/types/view/fields/~1context~1a~1b~1c~1d~1e'],
  ['no value at all', withField('/itemId', { values: [] }), '/types/view/fields/~1itemId/values'],
  [
    'bounds the wrong way round',
    withField('/value', { minimum: 2, maximum: 1 }),
    '/types/view/fields/~1value/maximum',
  ],
  ['no pattern', withField('/itemId', { pattern: '(' }), '/types/view/fields/~1itemId/pattern'],
  [
    'what RE2 has not',
    withField('/itemId', { pattern: '(a)\\1' }),
    '/types/view/fields/~1itemId/pattern',
  ],
  [
    'a short pattern of many steps',
    withField('/itemId', { pattern: '(.{100}){9}' }),
    '/types/view/fields/~1itemId/pattern',
  ],
  ['too many types', { types: many(TYPES_MAX + 1, (i) => [`t${i}`, {}]) }, '/types'],
  [
    'too many fields of a type',
    { types: { view: { fields: many(FIELDS_MAX + 1, (i) => [`/properties/p${i}`, {}]) } } },
    '/types/view/fields',
  ],
  [
    'too many fields',
    {
      types: many(11, (i) => [
        `t${i}`,
        { fields: many(FIELDS_MAX, (j) => [`/properties/p${j}`, {}]) },
      ]),
    },
    '/types',
  ],
  [
    'too much',
    withField('/itemId', { values: Array.from({ length: 100 }, (_, i) => `${i}`.repeat(500)) }),
    '',
  ],
])('refuses %s, and says where', ([, document, pointer]) => {
  expect(problemOf(document)).toMatchObject({ code: 'TRACKING_PLAN_INVALID', pointer });
});
