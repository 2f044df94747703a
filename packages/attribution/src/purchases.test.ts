import { describe, expect, it } from 'vitest';
import { alone, answer, back, DAY_MS, GIVEN_AT, line, place, Visit } from './visit.fixture.ts';
import { CLICKS_MAX } from './visitor.ts';
import { CLOCK_SLACK_MS } from './windows.ts';

const given = answer();

describe('a purchase', () => {
  const clicked = (itemId: string, at: number, position = 1) =>
    back(answer({ at, randomness: position }), 'click', { itemId, position, at });

  it('goes to the last click on its item, line by line', () => {
    const visit = new Visit();
    visit.take(
      clicked('tent', GIVEN_AT, 1),
      clicked('lamp', GIVEN_AT + 1, 2),
      clicked('tent', GIVEN_AT + 2, 3),
      alone('purchase', {
        items: [line('tent', 99.99, 2), line('lamp', 0.1, 3), line('rope', 5)],
        currency: 'EUR',
        orderId: 'o1',
      }),
    );
    expect(visit.shown(place(1))).toEqual({ clicks: 1 });
    expect(visit.shown(place(2))).toEqual({ clicks: 1, orders: 1, 'money EUR': 3_000 });
    expect(visit.shown(place(3))).toEqual({ clicks: 1, orders: 1, 'money EUR': 1_999_800 });
  });

  it.for([
    ['to the millisecond 7 days after the click', 7 * DAY_MS, true],
    ['not a millisecond later', 7 * DAY_MS + 1, false],
    ['a little before it, since clocks differ', -CLOCK_SLACK_MS, true],
    ['not earlier', -CLOCK_SLACK_MS - 1, false],
  ] as const)('does so %s', ([, after, counts]) => {
    const visit = new Visit();
    visit.take(clicked('tent', GIVEN_AT));
    expect(visit.take(alone('purchase', { itemId: 'tent', value: 5, at: GIVEN_AT + after }))).toBe(
      counts,
    );
  });

  it('goes to the click that was last, whichever arrived last', () => {
    const visit = new Visit();
    visit.take(clicked('tent', GIVEN_AT + 2, 1), clicked('tent', GIVEN_AT + 1, 2));
    visit.take(alone('purchase', { itemId: 'tent', value: 5 }));
    expect(visit.shown(place(1))).toMatchObject({ orders: 1 });
    expect(visit.shown(place(2))).toEqual({ clicks: 1 });
  });

  it('goes to a click that came again, from then on', () => {
    const visit = new Visit();
    visit.take(clicked('tent', GIVEN_AT));
    visit.take(
      back(answer({ randomness: 1 }), 'click', {
        itemId: 'tent',
        position: 1,
        at: GIVEN_AT + DAY_MS,
      }),
    );
    visit.take(alone('purchase', { itemId: 'tent', value: 5, at: GIVEN_AT + 8 * DAY_MS }));
    expect(visit.shown(place(1))).toEqual({ clicks: 1, orders: 1, 'money ': 50_000 });
  });

  it('of what nobody recommended goes to nobody', () => {
    const visit = new Visit();
    expect(visit.take(alone('purchase', { itemId: 'tent', value: 5 }))).toBe(false);
  });

  it('counts once, whether its id or its order comes again', () => {
    const visit = new Visit();
    visit.take(clicked('tent', GIVEN_AT));
    const order = { itemId: 'tent', value: 5, orderId: 'o1', id: 'p1' };
    visit.take(alone('purchase', order));
    expect(visit.take(alone('purchase', { ...order, id: 'p2' }))).toBe(false);
    expect(visit.take(alone('purchase', { ...order, orderId: null }))).toBe(false);
    expect(visit.shown(place(1))).toEqual({ clicks: 1, orders: 1, 'money ': 50_000 });
  });

  it('whose lines have no price is worth its value, shared by quantity to the last ten-thousandth', () => {
    const visit = new Visit();
    visit.take(clicked('tent', GIVEN_AT, 1), clicked('lamp', GIVEN_AT, 2));
    const items = [line('tent', null, 2), line('lamp', null)];
    visit.take(alone('purchase', { items, value: 10, currency: 'EUR' }));
    expect(visit.shown(place(1))).toMatchObject({ 'money EUR': 66_667 });
    expect(visit.shown(place(2))).toMatchObject({ 'money EUR': 33_333 });
  });

  it('of a price that no price can be brings nothing', () => {
    const visit = new Visit();
    visit.take(clicked('tent', GIVEN_AT));
    visit.take(alone('purchase', { itemId: 'tent', value: 1e300 }));
    visit.take(alone('purchase', { itemId: 'tent', value: Number.POSITIVE_INFINITY, id: 'p2' }));
    expect(visit.shown(place(1))).toEqual({ clicks: 1, orders: 2, 'money ': 0 });
  });

  it('of the item clicked longest ago goes to nobody once there are more clicks than are kept', () => {
    const visit = new Visit();
    for (let i = 0; i <= CLICKS_MAX; i++) visit.take(clicked(`item-${i}`, GIVEN_AT + i, 1));
    expect(visit.take(alone('purchase', { itemId: 'item-0', value: 1 }))).toBe(false);
    expect(visit.take(alone('purchase', { itemId: 'item-1', value: 1, id: 'other' }))).toBe(true);
  });
});

describe('what is given back', () => {
  const order = { items: [line('tent', 100), line('rope', 20)], orderId: 'o1', currency: 'EUR' };
  function bought() {
    const visit = new Visit();
    visit.take(back(given, 'click', { itemId: 'tent', position: 1 }), alone('purchase', order));
    return visit;
  }

  it.for([
    ['lines', { items: [line('tent', 40)] }, 600_000],
    ['a value, from line to line', { value: 110 }, 0],
    ['a value below zero', { value: -30 }, 700_000],
    ['its order alone: all of it', {}, 0],
  ] as const)('is taken from where it counted, by %s', ([, fields, left]) => {
    const visit = bought();
    visit.take(
      alone('refund', {
        orderId: 'o1',
        ...fields,
        items: [...('items' in fields ? fields.items : [])],
      }),
    );
    expect(visit.shown(place(1))).toMatchObject({ orders: 1, 'money EUR': left });
    expect(visit.of(place(1)).money.get('EUR')).toMatchObject({ squares: left ** 2 });
  });

  it('goes to the newest sale of an item where no order is named, and counts once', () => {
    const visit = bought();
    const refund = alone('refund', { itemId: 'tent', value: 100 });
    visit.take(refund);
    expect(visit.take(refund)).toBe(false);
    expect(visit.shown(place(1))).toEqual({ clicks: 1, orders: 1, 'money EUR': 0 });
  });
});
