import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copiedEventCodec } from './copied-event.ts';
import { eventOutline } from './event-outline.ts';
import golden from './golden-records.json' with { type: 'json' };
import { behaviourEventCodec } from './schemas.ts';
import type { BehaviourEvent } from './types.ts';

const text = fc.string({ maxLength: 20 });
const maybe = fc.option(text);
const event: fc.Arbitrary<BehaviourEvent> = fc.record({
  id: text,
  site: text,
  type: text,
  userId: maybe,
  anonymousId: maybe,
  sessionId: maybe,
  itemId: maybe,
  categories: fc.array(text, { maxLength: 3 }),
  items: fc.array(
    fc.record({
      itemId: text,
      quantity: fc.double(),
      price: fc.option(fc.double()),
      categories: fc.array(text, { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  orderId: maybe,
  value: fc.option(fc.double()),
  currency: maybe,
  occurredAt: fc.option(fc.integer()),
  receivedAt: fc.integer(),
  at: fc.integer(),
  recommId: maybe,
  position: fc.option(fc.integer()),
  context: maybe,
  properties: maybe,
  history: fc.option(fc.record({ source: text, sequence: fc.nat() })),
  previousId: maybe,
  consent: fc.option(fc.array(text, { maxLength: 3 })),
});

it('says of any event what decoding all of it would, also of a copy', () => {
  fc.assert(
    fc.property(event, ({ type, receivedAt, recommId, ...rest }) => {
      const value = Buffer.from(
        behaviourEventCodec.encode({ type, receivedAt, recommId, ...rest }),
      );
      const copy = copiedEventCodec.encode({ topic: 0, partition: 1, offset: 2, value });
      expect(eventOutline(value)).toEqual({ type, receivedAt, recommId });
      expect(eventOutline(copy)).toEqual({ type, receivedAt, recommId });
    }),
  );
});

it.for(golden.filter(({ schema }) => schema === 'behaviour-event'))(
  'knows events of schema $id',
  ({ hex, value }) => {
    const { type, receivedAt, recommId } = value as Partial<BehaviourEvent>;
    expect(eventOutline(Buffer.from(hex, 'hex'))).toEqual({ type, receivedAt, recommId });
  },
);

it('has nothing to say of what is no event, so that decoding it says why', () => {
  const record = Buffer.from(golden.find(({ id }) => id === 22)!.hex, 'hex');
  expect(eventOutline(Buffer.alloc(0))).toBeUndefined();
  expect(eventOutline(record.subarray(0, 9))).toBeUndefined();
  expect(eventOutline(Buffer.from('0000000063ff', 'hex'))).toBeUndefined();
  const gone = copiedEventCodec.encode({ topic: 0, partition: 1, offset: 2, value: null });
  expect(eventOutline(gone)).toBeUndefined();
});
