import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { fittedObject } from './fitted-object.ts';
import { isShallow } from './json-text.ts';
import { JSON_DEPTH_MAX } from './limits.ts';

const long = 'x'.repeat(1_000);
const deep = { a: { a: { a: { a: { a: { a: { a: {} } } } } } } };

test.for<[what: string, object: object, fitted: object]>([
  ['the largest field', { long, id: 7, plan: 'pro' }, { id: 7, plan: 'pro', leftOut: ['long'] }],
  ['the end of a list', { list: [1, long, 2] }, { list: [1, 2], leftOut: ['list'] }],
  ['what is nested too deeply', { id: 7, deep }, { id: 7, leftOut: ['deep'] }],
  ['such an element', { list: [deep, 1] }, { list: [1], leftOut: ['list'] }],
  ['everything', { [long]: 1 }, { leftOut: [] }],
])('leaves out %s', ([, object, fitted]) => {
  expect(fittedObject(object, 1_000)).toEqual(fitted);
});

it('never is larger than there is room for, or deeper', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 9 }), { maxKeys: 40 });
  fc.assert(
    fc.property(object, fc.integer({ min: 500, max: 1_200 }), (whole, bytesMax) => {
      const fitted = fittedObject(whole, bytesMax);
      expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThanOrEqual(bytesMax);
      expect(isShallow(fitted, JSON_DEPTH_MAX)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
