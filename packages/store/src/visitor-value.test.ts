import { attribute, addOutcome, emptyFigures, emptyVisitor } from '@freshet/attribution';
import { createCodec } from '@freshet/events';
import { expect, it } from 'vitest';
import { behaviourEvent } from '../../../test/support/events.ts';
import { figuresCodec, figuresRecord, readFigures } from './figures-value.ts';
import { version } from './schema-version.ts';
import { decodeAssignments, visitorCodec } from './visitor-value.ts';

const AT = 1_700_000_000_000;

/** A visitor of whom there is something in every list, and the figures of what they did. */
function busyVisitor() {
  const visitor = emptyVisitor();
  const figures = emptyFigures();
  const answer = {
    site: 'default',
    at: AT,
    strategy: 'trending',
    scenario: 'home',
    experiment: 'hop',
    variant: 'b',
    takenOver: false,
    n: 400,
    explored: 1,
    randomness: 1,
  };
  const events = [
    { type: 'identify', anonymousId: 'a1', itemId: null },
    { type: 'impression', position: 300 },
    { type: 'impression', position: null },
    { type: 'click', position: 1 },
    { type: 'click', itemId: 'lamp', recommId: 'other' },
    { type: 'purchase', value: 5, currency: 'EUR', orderId: 'o1' },
    { type: 'purchase', itemId: 'rope', value: 5 },
  ];
  for (const [i, fields] of events.entries()) {
    const event = behaviourEvent({ id: `e${i}`, recommId: 'one', at: AT + i, ...fields });
    for (const outcome of attribute(visitor, { event, answer })) addOutcome(figures, outcome);
  }
  return { visitor, figures };
}

it('a visitor comes back from the store as they were', () => {
  const { visitor } = busyVisitor();
  expect(visitor).toMatchObject({
    linked: 'a1',
    clicks: [{ recommId: 'one' }, { recommId: 'other' }],
    sales: [{}, { place: '' }],
  });
  expect(visitorCodec.decode(visitorCodec.encode(visitor))).toEqual(visitor);
  expect(visitorCodec.decode(visitorCodec.encode(emptyVisitor()))).toEqual(emptyVisitor());
});

it('a visitor of before answers were kept with clicks and sales comes back without them', () => {
  const { visitor } = busyVisitor();
  const now = createCodec<object>('visitor', [version(124, 'visitor.3')]);
  const before = createCodec<object>('visitor', [version(123, 'visitor.2')]);
  const clicks = visitor.clicks.map((click) => ({ ...click, recommId: '' }));
  const sales = visitor.sales.map((sale) => ({ ...sale, recommId: '' }));
  const bytes = before.encode(now.decode(visitorCodec.encode(visitor)));
  expect(visitorCodec.decode(bytes)).toEqual({ ...visitor, clicks, sales });
});

it('readers get the experiments and nothing else', () => {
  const { visitor } = busyVisitor();
  expect(decodeAssignments(visitorCodec.encode(visitor))).toEqual({
    linked: 'a1',
    assignments: [{ experiment: 'hop', variant: 'b' }],
  });
  expect(decodeAssignments(visitorCodec.encode(emptyVisitor())).assignments).toEqual([]);
});

it('figures come back from the store, and from their topic, as they were', () => {
  const { figures } = busyVisitor();
  expect(figures.money.size).toBe(2);
  for (const each of [figures, emptyFigures()]) {
    expect(figuresCodec.decode(figuresCodec.encode(each))).toEqual(each);
    expect(readFigures(figuresRecord('default/arm/hop/b', each))).toEqual({
      cell: 'default/arm/hop/b',
      figures: each,
    });
  }
});
