import { rankerSamplesCodec } from '@freshet/events';
import { BUCKETS, FEATURES, FEATURES_VERSION } from '@freshet/recommend';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLessons, encodeLessons, type SourcedLesson } from './sample-message.ts';

const WIDTH = FEATURES.length;

const sourced: fc.Arbitrary<SourcedLesson> = fc
  .record({
    offset: fc.nat(),
    site: fc.constantFrom('default', 'shop-2'),
    profile: fc.nat({ max: 2 ** 48 - 1 }),
    at: fc.integer({ min: 1, max: 1.8e12 }),
    receivedAt: fc.integer({ min: 1, max: 1.8e12 }),
    buckets: fc.array(fc.nat(BUCKETS.length - 1), { minLength: 3, maxLength: 3 }),
    others: fc.double({ min: 1, max: 40, noNaN: true }),
    rows: fc.array(fc.uint8Array({ minLength: WIDTH, maxLength: WIDTH }), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map(({ offset, buckets, others, rows, ...lesson }) => {
    const features = Uint8Array.from(rows.flatMap((row) => [...row]));
    const sample = { buckets, target: rows.length - 1, size: rows.length, others, features };
    return { offset, lesson: { ...lesson, sample } };
  });

test('what is read is what was written', () => {
  fc.assert(
    fc.property(fc.array(sourced, { minLength: 1, maxLength: 8 }), (all) => {
      const { sourcePartition, offsets, lessons } = decodeLessons(encodeLessons(3, all));
      expect([sourcePartition, offsets]).toEqual([3, all.map(({ offset }) => offset)]);
      const plain = lessons.map(({ sample, ...lesson }) => ({
        ...lesson,
        sample: { ...sample, features: Uint8Array.from(sample.features) },
      }));
      const version = FEATURES_VERSION;
      expect(plain).toEqual(all.map(({ lesson }) => ({ ...lesson, version })));
    }),
  );
});

test('samples of another version are known to be, whatever they hold', () => {
  const [one] = fc.sample(sourced, { numRuns: 1, seed: 1 });
  const record = rankerSamplesCodec.decode(encodeLessons(0, [one!]));
  const version = FEATURES_VERSION + 1;
  const strange = rankerSamplesCodec.encode({ ...record, version, features: Buffer.alloc(7) });
  expect(decodeLessons(strange).lessons).toMatchObject([{ version, site: one!.lesson.site }]);
});

test('features that are cut short are no samples', () => {
  const [one] = fc.sample(sourced, { numRuns: 1, seed: 1 });
  const record = rankerSamplesCodec.decode(encodeLessons(0, [one!]));
  const features = record.features.subarray(1);
  expect(() => decodeLessons(rankerSamplesCodec.encode({ ...record, features }))).toThrow(
    'features where',
  );
});
