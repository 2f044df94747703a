import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actSums, placeSums } from './act-sums.fixture.ts';
import type { Occasion } from './attribute.ts';
import { countsOf, plainCount } from './plain-count.fixture.ts';
import { alone, answer, back, DAY_MS, GIVEN_AT, HOUR_MS, line, Visit } from './visit.fixture.ts';

const items = ['tent', 'lamp', 'rope'];
/** Around the ends of both windows, so that being wrong by a millisecond shows. */
const edges = [0, 24 * HOUR_MS, 7 * DAY_MS, 8 * DAY_MS];
const at = fc
  .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
  .map(([edge, ms]) => GIVEN_AT + edge + ms);
const facts = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0, 1, 24 * HOUR_MS, 7 * DAY_MS))
  .map(([randomness, later]) => {
    const inExperiment = { experiment: 'hop', variant: randomness === 3 ? 'b' : 'a' };
    return answer({ randomness, at: GIVEN_AT + later, ...(randomness > 1 && inExperiment) });
  });
const itemId = fc.constantFrom(...items);
const id = fc.integer({ min: 0, max: 30 }).map(String);

/** Of a place in an answer: an item stands where it stands. */
const positionOf = (item: string, randomness: number) =>
  1 + ((items.indexOf(item) + randomness) % items.length);

const brought: fc.Arbitrary<Occasion> = fc
  .record({ type: fc.constantFrom('impression', 'click'), facts, itemId, at, id })
  .map(({ type, facts: given, ...rest }) =>
    back(given, type, { ...rest, position: positionOf(rest.itemId, given.randomness) }),
  );
const bought: fc.Arbitrary<Occasion> = fc
  .record({
    id: id.map((one) => `p${one}`),
    at,
    orderId: fc.option(fc.integer({ min: 0, max: 5 }).map(String)),
    currency: fc.constantFrom('EUR', 'JPY'),
    items: fc.array(
      fc.tuple(itemId, fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 3 })),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map((order) =>
    alone('purchase', {
      ...order,
      items: order.items.map(([item, cents, quantity]) => line(item, cents / 100, quantity)),
    }),
  );

const act = fc.oneof({ weight: 3, arbitrary: brought }, bought);
const lateness = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * HOUR_MS }));
/** As they come in: in any order, but at most a day late, as intake has it. */
const visits = fc
  .array(fc.tuple(act, lateness), { maxLength: 40 })
  .map((all) => all.toSorted(([a, late], [b, later]) => a.event.at + late - (b.event.at + later)))
  .map((all) => all.map(([occasion]) => occasion));

it('any events in any order, again and again, come to what a plain count of them says', () => {
  fc.assert(
    fc.property(visits, (occasions) => {
      const visit = new Visit();
      visit.take(...occasions);
      const expected = Object.entries(plainCount(occasions)).filter(([, count]) => count !== 0);
      expect(countsOf(visit.figures)).toEqual(Object.fromEntries(expected));
      expect(actSums(visit.acts)).toEqual(placeSums(visit.figures));
    }),
    { numRuns: 1_000 },
  );
});

it('all of it again changes nothing', () => {
  fc.assert(
    fc.property(visits, (occasions) => {
      const visit = new Visit();
      visit.take(...occasions);
      const before = countsOf(visit.figures);
      visit.take(...occasions);
      expect(countsOf(visit.figures)).toEqual(before);
    }),
  );
});
