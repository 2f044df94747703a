import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BODY_DEPTH_MAX, OBJECT_KEYS_MAX } from './bounds.ts';
import { brokenBound } from './json-shape.ts';

const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const keys = (count: number) =>
  `{${Array.from({ length: count }, (_, i) => `"${i}": "::"`).join(', ')}}`;

it.for([
  ['as deep as may be', lists(BODY_DEPTH_MAX), undefined],
  ['a level deeper', lists(BODY_DEPTH_MAX + 1), 'depth'],
  ['objects as deep as may be', objects(BODY_DEPTH_MAX), undefined],
  ['objects a level deeper', objects(BODY_DEPTH_MAX + 1), 'depth'],
  [
    'one after another',
    `[${Array(500)
      .fill(lists(BODY_DEPTH_MAX - 1))
      .join()}]`,
    undefined,
  ],
  ['as many keys as may be', keys(OBJECT_KEYS_MAX), undefined],
  ['a key more', keys(OBJECT_KEYS_MAX + 1), 'keys'],
  ['a key more, further in', `[{}, {"a": ${keys(OBJECT_KEYS_MAX + 1)}}]`, 'keys'],
  ['many objects of many keys', `[${Array(5).fill(keys(OBJECT_KEYS_MAX)).join()}]`, undefined],
  ['what closes more than it opens', `]]]]${lists(BODY_DEPTH_MAX + 1)}`, 'depth'],
  ['a string without an end', `["${lists(100)}`, undefined],
  ['a string that ends in a backslash', '"\\', undefined],
  ['quotes in a string', `"\\"\\\\\\"${lists(100)}"`, undefined],
  ['a string that backslashes end', `["\\\\",${lists(BODY_DEPTH_MAX)}]`, 'depth'],
] as const)('of %s', ([, text, expected]) => {
  expect(brokenBound(text)).toBe(expected);
});

it('whatever strings hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, text) => {
      const beside = JSON.stringify({ [name]: `${text}"]}\\` });
      expect(brokenBound(`[${beside},${lists(BODY_DEPTH_MAX - 1)}]`)).toBeUndefined();
      expect(brokenBound(`[${beside},${lists(BODY_DEPTH_MAX)}]`)).toBe('depth');
    }),
  );
});
