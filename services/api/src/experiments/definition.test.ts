import { emptyRanker } from '@freshet/recommend';
import { expect, it } from 'vitest';
import { weightsDocument } from '../ranker/weights-document.ts';
import { parseDefinition, VARIANTS_MAX } from './definition.ts';

const two = [
  { name: 'a', share: 1 },
  { name: 'b', share: 1 },
];
const exported = () =>
  weightsDocument('default', {
    learned: { at: 0, frozen: false, state: emptyRanker() },
    otherVersion: undefined,
  } as never);

it('is personal, as for everybody, with a holdout of two in a hundred, unless it says otherwise', () => {
  const plain = { strategy: 'personal', ranker: 'served', weights: null, parameters: '{}' };
  expect(parseDefinition({ scenarios: ['home'], variants: two })).toEqual({
    scenarios: ['home'],
    holdout: 0.02,
    variants: [
      { name: 'a', share: 1, ...plain },
      { name: 'b', share: 1, ...plain },
    ],
  });
});

it('takes weights as they are exported', () => {
  const variants = [{ name: 'a', share: 1, weights: exported() }];
  const [variant] = parseDefinition({ scenarios: ['home'], variants }).variants;
  expect(variant).toMatchObject({ ranker: 'given', weights: { version: 1 } });
});

const variantsOf = (variant: object) => ({ variants: [{ name: 'a', share: 1, ...variant }] });

it.for([
  ['a body of nothing', null, 'BODY_INVALID', ''],
  ['a stranger', { state: 'running' }, 'PARAMETER_UNKNOWN', '/state'],
  ['no scenarios', { scenarios: undefined }, 'PARAMETER_INVALID', '/scenarios'],
  ['none of them', { scenarios: [] }, 'PARAMETER_INVALID', '/scenarios'],
  ['one twice', { scenarios: ['home', 'home'] }, 'PARAMETER_INVALID', '/scenarios'],
  ['one that nobody sees', { scenarios: ['raw'] }, 'PARAMETER_INVALID', '/scenarios'],
  ['no variants', { variants: [] }, 'PARAMETER_INVALID', '/variants'],
  [
    'one variant and nothing to compare it with',
    { holdout: 0, variants: [two[0]] },
    'PARAMETER_INVALID',
    '/variants',
  ],
  [
    'too many variants',
    { variants: Array.from({ length: VARIANTS_MAX + 1 }, (_, i) => ({ name: `v${i}`, share: 1 })) },
    'PARAMETER_INVALID',
    '/variants',
  ],
  ['the same name twice', { variants: [two[0], two[0]] }, 'PARAMETER_INVALID', '/variants/1/name'],
  ['a variant of nothing', { variants: [null] }, 'BODY_INVALID', '/variants/0'],
  ['the name holdout', variantsOf({ name: 'holdout' }), 'PARAMETER_INVALID', '/variants/0/name'],
  ['a long name', variantsOf({ name: 'x'.repeat(33) }), 'PARAMETER_INVALID', '/variants/0/name'],
  ['a share of nothing', variantsOf({ share: 0 }), 'PARAMETER_INVALID', '/variants/0/share'],
  [
    'a share without end',
    variantsOf({ share: Number.POSITIVE_INFINITY }),
    'PARAMETER_INVALID',
    '/variants/0/share',
  ],
  ['everything held out', { holdout: 1 }, 'PARAMETER_INVALID', '/holdout'],
  [
    'a strategy that is none',
    variantsOf({ strategy: 'best' }),
    'PARAMETER_INVALID',
    '/variants/0/strategy',
  ],
  [
    'weights where nothing ranks by them',
    variantsOf({ strategy: 'popular', weights: 'start' }),
    'PARAMETER_INVALID',
    '/variants/0/weights',
  ],
  [
    'weights that are none',
    variantsOf({ weights: { version: 99 } }),
    'RANKER_WEIGHTS_INVALID',
    '/variants/0/weights/version',
  ],
  [
    'weights of a name',
    variantsOf({ weights: 'mine' }),
    'PARAMETER_INVALID',
    '/variants/0/weights',
  ],
  [
    'a parameter that is none',
    variantsOf({ parameters: { n: 3 } }),
    'PARAMETER_UNKNOWN',
    '/variants/0/parameters/n',
  ],
  [
    'a boost without end',
    variantsOf({ parameters: { boost: [{ filter: 'true', factor: Number.POSITIVE_INFINITY }] } }),
    'PARAMETER_INVALID',
    '/variants/0/parameters/boost/0/factor',
  ],
] as const)('refuses %s and points to it', ([, fields, code, pointer]) => {
  const body = fields && { scenarios: ['home'], variants: two, ...fields };
  expect(() => parseDefinition(body)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code, pointer }) }),
  );
});
