import { BUCKETS, emptyRanker, FEATURES } from '@freshet/recommend';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SiteRanker, siteRankerCodec } from './site-ranker.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const column = fc
  .array(number, { minLength: FEATURES.length, maxLength: FEATURES.length })
  .map((values) => Float64Array.from(values));
const bucket = fc.record({ samples: fc.nat(), weights: column, served: column, squares: column });

const ranker: fc.Arbitrary<SiteRanker> = fc.record({
  version: fc.nat(1_000),
  at: fc.integer({ min: 0, max: 1.8e12 }),
  frozen: fc.boolean(),
  learned: fc.record({
    buckets: fc.array(bucket, { minLength: BUCKETS.length, maxLength: BUCKETS.length }),
  }),
  hour: fc.nat(),
  lessons: fc.uint8Array({ maxLength: 64 }),
});

it('gives back every ranker to the last bit, so that a restart changes nothing', () => {
  fc.assert(
    fc.property(ranker, (site) => {
      const bytes = siteRankerCodec.encode(site);
      const decoded = siteRankerCodec.decode(bytes);
      expect(decoded).toEqual(site);
      expect(siteRankerCodec.encode(decoded)).toEqual(bytes);
    }),
  );
});

it('a new ranker has the shape that is read back', () => {
  const learned = emptyRanker();
  const site = { version: 1, at: 0, frozen: false, learned, hour: 0, lessons: new Uint8Array(8) };
  expect(siteRankerCodec.decode(siteRankerCodec.encode(site))).toEqual(site);
});
