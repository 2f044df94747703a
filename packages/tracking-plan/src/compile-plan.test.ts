import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compilePlan } from './compile-plan.ts';
import { view } from './event.fixture.ts';
import { parsePlan } from './parse-plan.ts';
import { type PlannedField, fieldTypes } from './plan.ts';

const checkOf = (fields: Record<string, PlannedField>) =>
  compilePlan(parsePlan({ types: { view: { fields } } }));
const withProperties = (properties: unknown) => ({
  ...view,
  properties: JSON.stringify(properties),
});

describe('an event is checked by the plan of its type', () => {
  it('and one of a type that is not planned is only that', () => {
    const check = compilePlan({ types: { page: {} } });
    expect(check(view)).toEqual([{ code: 'TYPE_UNPLANNED', pointer: '' }]);
    expect(check({ ...view, type: 'page' })).toEqual([]);
    // Names of what every object has are types like others.
    expect(check({ ...view, type: 'constructor' })).toHaveLength(1);
  });

  test.for<[string, PlannedField, unknown, string | null]>([
    ['a field that is there', {}, 'red', null],
    ['a field that is not', {}, undefined, 'FIELD_MISSING'],
    ['null, which is none', {}, null, 'FIELD_MISSING'],
    ['an optional field that is not there', { optional: true, type: 'string' }, undefined, null],
    ['an optional field of another type', { optional: true, type: 'string' }, 1, 'FIELD_TYPE'],
    ['a number for an integer', { type: 'integer' }, 1.5, 'FIELD_TYPE'],
    ['a value that is planned', { values: ['red', 1] }, 1, null],
    ['one that is not', { values: ['red', 1] }, '1', 'FIELD_VALUE'],
    ['a text that fits', { pattern: '^r.d$' }, 'red', null],
    ['one that does not', { pattern: '^r.d$' }, 'bred', 'FIELD_PATTERN'],
    ['a text too long to look at', { pattern: 'r' }, 'r'.repeat(1_001), 'FIELD_PATTERN'],
    ['a number at its bound', { minimum: 0 }, 0, null],
    ['one beyond', { minimum: 0 }, -1, 'FIELD_RANGE'],
    ['one above', { maximum: 5 }, 6, 'FIELD_RANGE'],
    ['two faults of one field', { type: 'string', values: ['red'] }, 3, 'FIELD_TYPE'],
  ])('%s', ([, field, value, code]) => {
    const problems = checkOf({ '/properties/colour': field })(withProperties({ colour: value }));
    expect(problems).toEqual(code === null ? [] : [{ code, pointer: '/properties/colour' }]);
  });

  it('says of each field what is wrong', () => {
    const check = checkOf({ '/itemId': { values: ['stove'] }, '/value': {}, '/userId': {} });
    expect(check(view)).toEqual([
      { code: 'FIELD_MISSING', pointer: '/value' },
      { code: 'FIELD_VALUE', pointer: '/itemId' },
    ]);
  });

  it('reaches into what is nested and into names with slashes', () => {
    const check = checkOf({
      '/properties/a~1b/c': { type: 'string' },
      '/items/0/quantity': { minimum: 2 },
    });
    const items = [{ itemId: 'tent', quantity: 1, price: null, categories: [] }];
    const event = { ...withProperties({ 'a/b': { c: 1 } }), items };
    expect(check(event)).toEqual([
      { code: 'FIELD_TYPE', pointer: '/properties/a~1b/c' },
      { code: 'FIELD_RANGE', pointer: '/items/0/quantity' },
    ]);
  });

  it('finds nothing that every object has, and nothing in what is no JSON', () => {
    const check = checkOf({ '/properties/constructor': {}, '/properties/__proto__': {} });
    expect(check(withProperties({}))).toHaveLength(2);
    expect(check({ ...view, properties: '{' })).toHaveLength(2);
    expect(check({ ...view, properties: '{"constructor":1,"__proto__":2}' })).toEqual([]);
  });
});

describe('whatever is sent', () => {
  const field = fc.record(
    {
      optional: fc.boolean(),
      type: fc.constantFrom(...fieldTypes),
      values: fc.uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1 }),
      maximum: fc.integer(),
    },
    { requiredKeys: [] },
  );

  it('the check says the same each time, at most one thing of each planned field', () => {
    const fields = fc.dictionary(
      fc.constantFrom('/properties/a', '/properties/b/c', '/itemId', '/context/d'),
      field,
    );
    fc.assert(
      fc.property(fields, fc.jsonValue(), fc.jsonValue(), (planned, properties, context) => {
        const check = checkOf(planned);
        const event = { ...withProperties(properties), context: JSON.stringify(context) };
        const problems = check(event);
        expect(check(event)).toEqual(problems);
        const pointers = problems.map(({ pointer }) => pointer);
        expect(new Set(pointers).size).toBe(pointers.length);
        expect(pointers.filter((pointer) => !Object.hasOwn(planned, pointer))).toEqual([]);
      }),
    );
  });

  it('a field that is planned as what it is has no problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer(), fc.boolean()), (value) => {
        const type = typeof value as 'string' | 'number' | 'boolean';
        const check = checkOf({ '/properties/a': { type, values: [value] } });
        expect(check(withProperties({ a: value }))).toEqual([]);
        expect(check(withProperties({ b: value }))).toHaveLength(1);
      }),
    );
  });

  it('a pattern that makes others run away is matched in no time', () => {
    const check = checkOf({ '/properties/a': { pattern: '^(a+)+$' } });
    expect(check(withProperties({ a: `${'a'.repeat(999)}!` }))).toHaveLength(1);
  });
});
