import { type BehaviourEvent, behaviourEventCodec, profileKey } from '@freshet/events';
import fc from 'fast-check';
import { behaviourEvent } from '../events.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Events that can be read, but on which the processor throws: while it processes, or as it sends. */
type Failing = 'unprocessable' | 'unsendable';

/** Kept in the event, for whoever has to fail on it. */
export const failsAs = ({ properties }: BehaviourEvent, failing: Failing): boolean =>
  properties === failing;

export interface Visit {
  readonly userId: string;
  readonly itemId: string;
  readonly type: string;
  /** Since the visit before, in ms; late ones come earlier. */
  readonly laterMs: number;
  readonly oddity: 'repeated' | 'poison' | 'gap' | Failing | null;
}

/**
 * What visitors do. Besides: an event id sent twice, a record that is no event, one that the
 * processor fails on, and offsets that hold none; pauses long enough for a new session, and for a profile to expire.
 */
export const visits: fc.Arbitrary<Visit[]> = fc.array(
  fc.record({
    userId: fc.constantFrom('ada', 'bob', 'eve', 'joe'),
    itemId: fc.constantFrom('tent', 'stove', 'lamp', 'rope'),
    type: fc.constantFrom(
      'view',
      'view',
      'view',
      'click',
      'cart',
      'purchase',
      'impression',
      'erase',
    ),
    laterMs: fc.constantFrom(MINUTE_MS, MINUTE_MS, -5 * MINUTE_MS, 40 * MINUTE_MS, 200 * DAY_MS),
    oddity: fc.option(fc.constantFrom('repeated', 'poison', 'unprocessable', 'unsendable', 'gap'), {
      freq: 2,
    }),
  }),
  { minLength: 1, maxLength: 24, size: 'max' },
);

/** In each order, beside the item that was bought. */
const boughtWithAll = [{ itemId: 'rope', quantity: 1, price: null, categories: [] }];

export interface IntakeRecord {
  readonly key: string;
  readonly value: Uint8Array;
  /** Offsets before it that hold nothing. */
  readonly gap: number;
}

/** The visits as ingest would append them to `behaviour.events`. */
export function toRecords(list: readonly Visit[]): IntakeRecord[] {
  let at = 1.7e12;
  return list.map(({ oddity, laterMs, ...act }, i) => {
    at += laterMs;
    const id = `event-${oddity === 'repeated' && i > 0 ? i - 1 : i}`;
    const event: BehaviourEvent = behaviourEvent({
      ...act,
      id,
      at,
      properties: oddity,
      items: act.type === 'purchase' ? boughtWithAll : [],
    });
    return {
      key: profileKey(event),
      value: oddity === 'poison' ? Buffer.from(`no event ${i}`) : behaviourEventCodec.encode(event),
      gap: oddity === 'gap' ? 2 : 0,
    };
  });
}
