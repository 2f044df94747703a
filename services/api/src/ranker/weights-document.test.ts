import { BUCKETS, emptyRanker, FEATURES, FEATURES_VERSION } from '@freshet/recommend';
import { packLearned, unpackLearned } from '@freshet/store';
import { expect, test } from 'vitest';
import { parseWeights, weightsDocument } from './weights-document.ts';

type Document = ReturnType<typeof weightsDocument>;

function learned() {
  const state = emptyRanker();
  state.buckets[2]!.samples = 12;
  state.buckets[2]!.weights[1] = 1 / 3;
  state.buckets[2]!.squares[0] = 1e-300;
  return { at: 1, frozen: true, state };
}

/** An export as it comes back, with one thing changed. */
function document(change: (document: Record<string, unknown>) => void = () => {}) {
  const exported = weightsDocument('shop-2', {
    learned: learned(),
    otherVersion: undefined,
  } as never);
  const copy = JSON.parse(JSON.stringify(exported)) as Record<string, unknown>;
  change(copy);
  return copy;
}

test('what was exported is imported to the last bit', () => {
  const { state } = learned();
  const weights = parseWeights(document());
  expect(unpackLearned(weights)).toEqual(state);
  expect(weights).toEqual(packLearned(state, FEATURES_VERSION));
});

const bucket = (given: Record<string, unknown>, i: number) =>
  (given as unknown as Document).buckets[i] as unknown as Record<string, unknown>;

test.each<[string, (given: Record<string, unknown>) => void, string]>([
  ['another version', (given) => (given['version'] = 99), '/version'],
  ['no version', (given) => delete given['version'], '/version'],
  ['other features', (given) => (given['features'] = ['covisit']), '/features'],
  ['too few buckets', (given) => (given['buckets'] = []), '/buckets'],
  ['a bucket of nothing', (given) => (given['buckets'] = BUCKETS.map(() => null)), '/buckets/0'],
  ['half a sample', (given) => (bucket(given, 1)['samples'] = 0.5), '/buckets/1/samples'],
  ['a short column', (given) => (bucket(given, 3)['served'] = [1]), '/buckets/3/served'],
  [
    'a weight without end',
    (given) => (bucket(given, 0)['weights'] = FEATURES.map(() => Number.POSITIVE_INFINITY)),
    '/buckets/0/weights/0',
  ],
  [
    'a negative square',
    (given) => (bucket(given, 0)['squares'] = FEATURES.map((_, i) => (i === 2 ? -1 : 1))),
    '/buckets/0/squares/2',
  ],
])('refuses %s and points to it', (_, change, pointer) => {
  expect(() => parseWeights(document(change))).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ code: 'RANKER_WEIGHTS_INVALID', pointer }),
    }),
  );
});

test('weights of another version are not exported', () => {
  expect(() =>
    weightsDocument('default', { learned: undefined, otherVersion: 99 } as never),
  ).toThrow(expect.objectContaining({ statusCode: 409 }));
});
