import { describe, expect, it } from 'vitest';
import {
  alone,
  answer,
  arm,
  back,
  GIVEN_AT,
  HOUR_MS,
  line,
  place,
  Visit,
} from './visit.fixture.ts';
import { ANSWERS_MAX } from './visitor.ts';
import { CLOCK_SLACK_MS } from './windows.ts';

const given = answer();

describe('impressions and clicks', () => {
  it('count once for each position and item of an answer', () => {
    const visit = new Visit();
    visit.take(
      back(given, 'impression', { itemId: 'tent', position: 1 }),
      back(given, 'impression', { itemId: 'tent', position: 1, id: 'again' }),
      back(given, 'impression', { itemId: 'lamp', position: 2 }),
      back(given, 'click', { itemId: 'tent', position: 1 }),
      back(given, 'click', { itemId: 'tent', position: 1, id: 'again' }),
    );
    expect(visit.shown(place(1))).toEqual({ impressions: 1, clicks: 1 });
    expect(visit.shown(place(2))).toEqual({ impressions: 1 });
  });

  it('of a second answer count anew', () => {
    const visit = new Visit();
    const later = answer({ randomness: 2 });
    visit.take(
      back(given, 'click', { itemId: 'tent', position: 1 }),
      back(later, 'click', { itemId: 'tent', position: 1 }),
    );
    expect(visit.shown(place(1))).toEqual({ clicks: 2 });
  });

  it.for([
    ['to the millisecond 24 hours after the answer', 24 * HOUR_MS, true],
    ['not a millisecond later', 24 * HOUR_MS + 1, false],
    ['a little before it, since clocks differ', -CLOCK_SLACK_MS, true],
    ['not earlier', -CLOCK_SLACK_MS - 1, false],
  ] as const)('count %s', ([, after, counts]) => {
    for (const type of ['impression', 'click']) {
      const at = GIVEN_AT + after;
      const visit = new Visit();
      expect(visit.take(back(given, type, { itemId: 'tent', position: 1, at }))).toBe(counts);
    }
  });

  it('are at most as many as the answer has items, and only at its positions', () => {
    const visit = new Visit();
    const short = answer({ n: 2 });
    for (let i = 1; i <= 5; i++) {
      const itemId = `item-${i}`;
      visit.take(back(short, 'impression', { itemId }), back(short, 'click', { itemId }));
    }
    expect(visit.shown(place(''))).toEqual({ impressions: 2, clicks: 2 });
    expect(visit.take(back(answer({ n: 2, randomness: 2 }), 'impression', { position: 3 }))).toBe(
      false,
    );
    // A click is one of an item, wherever it says that it stood.
    visit.take(back(answer({ n: 2, randomness: 3 }), 'click', { itemId: 'tent', position: 3 }));
    expect(visit.shown(place(''))).toMatchObject({ clicks: 3 });
  });

  it('of several items stand one behind the other, from the position on', () => {
    const visit = new Visit();
    const items = [line('tent', null), line('lamp', null)];
    visit.take(back(given, 'impression', { items, position: 50 }));
    visit.take(back(answer({ n: 60 }), 'impression', { items, position: 50 }));
    expect(visit.shown(place(50))).toEqual({ impressions: 1 });
    expect(visit.shown(place('51+'))).toEqual({ impressions: 1 });
  });

  it('a view that brings the answer back is a click, and one with the click before it', () => {
    const visit = new Visit();
    visit.take(
      back(given, 'click', { itemId: 'tent', position: 4 }),
      back(given, 'view', { itemId: 'tent' }),
      back(given, 'view', { itemId: 'lamp', position: 5 }),
    );
    expect(visit.shown(place(4))).toEqual({ clicks: 1 });
    expect(visit.shown(place(5))).toEqual({ clicks: 1 });
    expect(visit.figures.has(place(''))).toBe(false);
  });

  it('an impression of nothing in particular counts nowhere', () => {
    expect(new Visit().take(back(given, 'impression'))).toBe(false);
  });

  it('where exploration stood count for its items too', () => {
    const visit = new Visit();
    const exploring = answer({ explored: 0b100 });
    for (const position of [2, 3]) {
      visit.take(back(exploring, 'impression', { itemId: `item-${position}`, position }));
    }
    visit.take(back(exploring, 'click', { itemId: 'item-3', position: 3 }));
    expect(visit.shown('default/item/item-3')).toEqual({ impressions: 1, clicks: 1 });
    expect(visit.figures.has('default/item/item-2')).toBe(false);
    // What it brought is none of the strategy’s doing.
    expect(visit.shown(place(2))).toEqual({ impressions: 1 });
    expect(visit.figures.has(place(3))).toBe(false);
    const explored = place(3).replace('co-visitation', 'exploration');
    expect(visit.shown(explored)).toEqual({ impressions: 1, clicks: 1 });
  });

  it('of an answer so old that it was forgotten count no more, rather than twice', () => {
    const visit = new Visit();
    const answers = Array.from({ length: ANSWERS_MAX + 1 }, (_, i) => answer({ at: GIVEN_AT + i }));
    const seen = answers.map((one) => back(one, 'impression', { position: 1 }));
    visit.take(...seen, ...seen);
    expect(visit.shown(place(1))).toEqual({ impressions: ANSWERS_MAX + 1 });
  });
});

describe('an arm', () => {
  const of = (variant: string, fields = {}) => answer({ experiment: 'hop', variant, ...fields });

  it('has a visitor from the first answer of it that comes back, and all they buy from then on', () => {
    const visit = new Visit();
    visit.take(
      alone('purchase', { itemId: 'rope', value: 7, id: 'before', at: GIVEN_AT }),
      back(of('b'), 'impression', { position: 1, at: GIVEN_AT + 1 }),
      back(of('b'), 'impression', { position: 2 }),
      back(of('b'), 'click', { itemId: 'tent', position: 2 }),
      alone('purchase', { itemId: 'rope', value: 5, currency: 'EUR' }),
      alone('purchase', { itemId: 'rope', value: 3, currency: 'EUR', id: 'p2' }),
      alone('purchase', { itemId: 'rope', value: 3, currency: 'USD', id: 'p3' }),
    );
    expect(visit.shown(arm('hop', 'b'))).toEqual({
      visitors: 1,
      buyers: 1,
      impressions: 2,
      impressionsSquared: 4,
      clicks: 1,
      clicksSquared: 1,
      clicksByImpressions: 2,
      orders: 3,
      ordersSquared: 9,
      'money EUR': 80_000,
      'money USD': 30_000,
    });
    expect(visit.of(arm('hop', 'b')).money.get('EUR')).toMatchObject({ squares: 80_000 ** 2 });
  });

  it("stays the visitor's, whatever later answers were made as", () => {
    const visit = new Visit();
    visit.take(back(of('b'), 'impression', { position: 1 }));
    visit.take(back(of('c', { randomness: 2 }), 'impression', { position: 1 }));
    expect(visit.shown(arm('hop', 'b'))).toMatchObject({ visitors: 1, impressions: 2 });
    expect(visit.figures.has(arm('hop', 'c'))).toBe(false);
    expect(visit.shown('default/place/hop/c/co-visitation/home/1')).toEqual({ impressions: 1 });
  });

  it('does not count a visitor again who signed in, but what they do', () => {
    const visit = new Visit();
    visit.take(back(of('b', { takenOver: true }), 'click', { itemId: 'tent', position: 1 }));
    expect(visit.shown(arm('hop', 'b'))).toEqual({ clicks: 1, clicksSquared: 1 });
  });

  it('is given back only what counted there', () => {
    const visit = new Visit();
    const before = { at: GIVEN_AT, id: 'p1', orderId: 'o1', itemId: 'tent', value: 9 };
    visit.take(alone('purchase', before), back(of('b'), 'impression', { position: 1 }));
    expect(visit.take(alone('refund', { orderId: 'o1', id: 'r1' }))).toBe(false);
    visit.take(alone('purchase', { orderId: 'o2', id: 'p2', itemId: 'tent', value: 9 }));
    visit.take(alone('refund', { orderId: 'o2', id: 'r2', value: 4 }));
    expect(visit.shown(arm('hop', 'b'))).toMatchObject({
      visitors: 1,
      orders: 1,
      'money ': 50_000,
    });
  });

  it('leaves out money in a ninth currency of a visitor, and counts that it did', () => {
    const visit = new Visit();
    visit.take(back(of('b'), 'impression', { position: 1 }));
    const currencies = ['EUR', 'USD', 'CHF', 'GBP', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK'];
    for (const currency of currencies) {
      visit.take(alone('purchase', { itemId: 'tent', value: 1, currency, id: currency }));
    }
    const { counts, money } = visit.of(arm('hop', 'b'));
    expect([...money.keys()]).toEqual(currencies.slice(0, 8));
    expect(counts).toMatchObject({ orders: 9, leftOut: 1 });
  });
});

it('a user remembers the anonymous visitor they were first', () => {
  const visit = new Visit();
  visit.take(alone('identify', { anonymousId: 'a1' }), alone('identify', { anonymousId: 'a2' }));
  expect(visit.visitor.linked).toBe('a1');
  const anonymous = new Visit();
  anonymous.take(alone('identify', { userId: null, anonymousId: 'a1' }));
  expect(anonymous.visitor.linked).toBeNull();
});
