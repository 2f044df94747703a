import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { FEATURES, WIDTH } from './features.ts';
import { gather } from './gather.ts';
import { writeRow, writeScores } from './rows.ts';
import { contextOf, listOf, siteOf } from './situation.fixture.ts';

const slot = fc.integer({ min: 0, max: 40 });
const weight = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 20, noNaN: true }));
const list = fc
  .dictionary(slot.map(String), weight, { maxKeys: 25 })
  .map((weights) => listOf(weights));
const scene = fc.record({
  levels: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 41, maxLength: 41 }),
  visits: fc.array(fc.nat(50), { minLength: 41, maxLength: 41 }),
  session: fc.array(fc.integer({ min: -1, max: 40 }), { maxLength: 20 }),
  lists: fc.array(fc.option(list, { nil: undefined }), { maxLength: 5 }),
  hops: fc.array(fc.record({ slot, chance: fc.double({ min: 0, max: 1, noNaN: true }), list }), {
    maxLength: 10,
  }),
  history: fc.array(slot, { maxLength: 10 }),
  boardTop: fc.nat(20),
  weights: fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH })
    .map((weights) => Float64Array.from(weights)),
});

test('a score is the product of the weights and the row, in whatever situation, whoever competes', () => {
  fc.assert(
    fc.property(scene, fc.infiniteStream(fc.boolean()), (situation, competes) => {
      const { levels, visits, lists, weights, ...given } = situation;
      const site = siteOf(levels, visits);
      const candidates = new Candidates();
      gather(candidates, site, { ...given, context: contextOf(...lists) });
      const all = Int32Array.from({ length: candidates.size }, (_, place) => place);
      const places = all.filter(() => competes.next().value);
      const scores = new Float64Array(places.length);
      writeScores(scores, candidates, places, site.items, weights);
      for (const [i, place] of places.entries()) {
        const row = new Float64Array(WIDTH);
        writeRow(row, 0, place, candidates, site.items);
        const product = FEATURES.reduce(
          (sum, _, column) => sum + weights[column]! * row[column]!,
          0,
        );
        expect(scores[i]).toBeCloseTo(product, 9);
      }
    }),
  );
});
