import type { AnswerFacts } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actSums, placeSums } from '../act-sums.fixture.ts';
import type { Occasion } from '../attribute.ts';
import { parseCellKey, type PlaceCell } from '../cells.ts';
import { emptyFigures, type Figures } from '../figures.ts';
import { countsOf, plainCount } from '../plain-count.fixture.ts';
import { alone, answer, arm, back, GIVEN_AT, line } from '../visit.fixture.ts';
import { Ids } from './person.fixture.ts';

const IDS = ['ada', 'a1', 'a2'] as const;
const MINUTE_MS = 60_000;

interface Act {
  readonly id: (typeof IDS)[number];
  readonly occasion: Occasion;
}

const id = fc.constantFrom(...IDS);
const shown = fc.record({
  id,
  type: fc.constantFrom('impression', 'click'),
  variant: fc.constantFrom(null, 'a', 'b'),
  /** Somebody who says so too, as a page that is opened by a click does. */
  again: fc.option(id),
});
const bought = fc.record({
  id,
  /** Of these clicks. */
  items: fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 3 }),
  cents: fc.integer({ min: 1, max: 9_999 }),
  again: fc.option(id),
});
type Doing =
  typeof shown extends fc.Arbitrary<infer S>
    ? S | (typeof bought extends fc.Arbitrary<infer B> ? B : never)
    : never;

/** A minute apart, each click of an item of its own. */
function actsOf(doings: readonly Doing[]): Act[] {
  return doings.flatMap((doing, i) => {
    const at = GIVEN_AT + i * MINUTE_MS;
    const again = doing.again === null || doing.again === doing.id ? [] : [doing.again];
    if ('items' in doing) {
      const items = doing.items.map((item) => line(`item-${item}`, doing.cents / 100));
      const order = { items, orderId: `o${i}`, currency: 'EUR', at };
      const as = (who: string) => alone('purchase', { ...order, id: `p${i}-${who}` });
      return [doing.id, ...again].map((who) => ({ id: who, occasion: as(who) }));
    }
    const { type, variant } = doing;
    const inArm = variant === null ? {} : { experiment: 'hop', variant };
    const given = answer({ randomness: i, at, ...inArm });
    const event = { itemId: `item-${i}`, position: 1 + (i % 5) };
    const as = (after: number) => back(given, type, { ...event, at: at + after });
    const twice = type === 'click' ? again : [];
    return [doing.id, ...twice].map((who, after) => ({ id: who, occasion: as(after) }));
  });
}

const lives = fc
  .array(fc.oneof({ weight: 3, arbitrary: shown }, bought), { maxLength: 20 })
  .map(actsOf);

it('who did something under several ids counts as one, whenever that is found out', () => {
  fc.assert(
    fc.property(lives, fc.nat(30), fc.nat(30), fc.boolean(), (acts, first, second, isChain) => {
      const ids = new Ids();
      const found = (i: number) => {
        const at = GIVEN_AT + i * MINUTE_MS;
        if (i === first) ids.merge('a1', 'ada', at);
        if (i === second) ids.merge('a2', isChain ? 'a1' : 'ada', at);
      };
      for (let i = 0; i <= 30; i++) {
        found(i);
        if (i < acts.length) ids.take(acts[i]!.id, acts[i]!.occasion);
      }
      for (const act of acts.slice(31)) ids.take(act.id, act.occasion);
      const expected = plainCount(acts.map(({ occasion }) => occasion));
      expect(nonZero(countsOf(ids.figures))).toEqual(nonZero(expected));
      // Again under whom they are by now: nothing of it is new.
      for (const { occasion } of acts) ids.take('ada', occasion);
      expect(nonZero(countsOf(ids.figures))).toEqual(nonZero(expected));
      expect(actSums(ids.acts)).toEqual(placeSums(ids.figures));
      for (const { recommId, place } of ids.acts)
        expect(variantOf(place)).toBe(variantIn(recommId));
      for (const variant of ['a', 'b']) expectOfOne(ids.figures.get(arm('hop', variant)));
    }),
    { numRuns: 1_000 },
  );
});

const variantOf = (place: string) => (parseCellKey(place) as PlaceCell).variant || null;
/** Of an answer of these tests, whose id is what it was made from. */
const variantIn = (recommId: string | null) =>
  (JSON.parse(recommId ?? '{}') as Partial<AnswerFacts>).variant;

/** Squares that are those of one visitor's sums. */
function expectOfOne({ counts, money }: Figures = emptyFigures()) {
  const { impressions, clicks, orders, buyers } = counts;
  expect(counts).toMatchObject({
    impressionsSquared: impressions ** 2,
    clicksSquared: clicks ** 2,
    clicksByImpressions: clicks * impressions,
    ordersSquared: orders ** 2,
  });
  expect(buyers).toBe(Number(orders > 0));
  for (const { sum, squares } of money.values()) expect(squares).toBe(sum ** 2);
}

function nonZero(counts: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
