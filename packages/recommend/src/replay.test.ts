import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deployments } from './deployment.ts';
import { GoldenSite } from './golden-site.fixture.ts';
import type { ProfileEvent } from './profile.ts';

const T0 = 1_767_225_600_000;
const items = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const anyEvent = fc.record({
  type: fc.constantFrom('view', 'click', 'cart', 'purchase', 'impression'),
  userId: fc.constantFrom('ann', 'bob', 'cem'),
  sessionId: fc.constantFrom(null, null, 's1', 's2'),
  itemId: fc.constantFrom(...items),
  at: fc.integer({ min: T0, max: T0 + 3 * 3_600_000 }),
});

/** 60 events of three visitors: none of them forgets an id. */
const anyEvents = fc.array(anyEvent, { minLength: 1, maxLength: 60 }).map((list) =>
  list.map(
    (fields, i): ProfileEvent => ({
      ...fields,
      id: `event ${i}`,
      anonymousId: null,
      categories: ['c'],
      items: [],
      orderId: null,
      value: null,
      recommId: null,
      position: null,
      history: null,
    }),
  ),
);

function siteOf(events: readonly ProfileEvent[]): GoldenSite {
  const site = new GoldenSite(deployments.shop);
  for (const event of events) site.take(event);
  return site;
}

test('events that all come again, in order or not, change no profile, no item and no weight', () => {
  fc.assert(
    fc.property(
      anyEvents.chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      ),
      ([events, again]) => {
        expect(siteOf([...events, ...events, ...again])).toEqual(siteOf(events));
      },
    ),
    { numRuns: 30 },
  );
});

test('the same log gives the same answers to the last digit, all of them finite', () => {
  const now = T0 + 4 * 3_600_000;
  fc.assert(
    fc.property(
      anyEvents,
      fc.array(fc.constantFrom(...items, 'unknown'), { maxLength: 20 }),
      (events, session) => {
        const answer = siteOf(events).answer(session, now);
        expect(siteOf(events).answer(session, now)).toEqual(answer);
        expect(new Set(answer.map(({ itemId }) => itemId)).size).toBe(answer.length);
        for (const { score, features } of answer) {
          expect([score, ...Object.values(features)].every(Number.isFinite)).toBe(true);
        }
      },
    ),
    { numRuns: 30 },
  );
});
