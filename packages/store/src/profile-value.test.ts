import { createCodec } from '@freshet/events';
import { applyEvent, deployments, emptyProfile, type ProfileEvent } from '@freshet/recommend';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeSession, profileCodec } from './profile-value.ts';
import { version } from './schema-version.ts';

const id = fc
  .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
  .filter((text) => !/\p{Cc}/u.test(text));
const event: fc.Arbitrary<ProfileEvent> = fc.record({
  id,
  type: fc.constantFrom('view', 'click', 'cart', 'purchase', 'impression', 'dismiss', 'retract'),
  userId: fc.option(id),
  anonymousId: id,
  sessionId: fc.option(id),
  itemId: id,
  categories: fc.array(id, { maxLength: 3 }),
  items: fc.array(fc.record({ itemId: id, categories: fc.array(id, { maxLength: 2 }) }), {
    maxLength: 3,
  }),
  orderId: fc.option(id),
  value: fc.option(fc.integer({ min: 0, max: 9_999 })),
  at: fc.integer({ min: 1.6e12, max: 1.7e12 }),
  recommId: fc.option(id),
  position: fc.option(fc.integer({ min: 1, max: 100 })),
  history: fc.option(fc.record({ source: id, sequence: fc.nat() })),
});

it('gives back every profile as it was, so that a worker may drop it from memory at any time', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 80 }),
      fc.array(event, { maxLength: 5 }),
      (before, after) => {
        const kept = emptyProfile();
        for (const one of before) applyEvent(kept, one, deployments.shop);
        const reloaded = profileCodec.decode(profileCodec.encode(kept));
        expect(reloaded).toEqual(kept);
        for (const one of after) {
          const signals = applyEvent(kept, one, deployments.shop);
          expect(applyEvent(reloaded, one, deployments.shop)).toEqual(signals);
        }
        expect(profileCodec.encode(reloaded)).toEqual(profileCodec.encode(kept));
      },
    ),
  );
});

it('reads a profile from before there were dismissals', () => {
  const columns =
    'itemLevels sessionItems sessionKinds sessionTimes categoryLevels recentIds historySources';
  const empty = columns.split(' ').map((name) => [name, Buffer.alloc(0)] as const);
  const lists = { ids: '', categories: '', historyThrough: [], ...Object.fromEntries(empty) };
  const counts = { events: 1, firstAt: 1, lastAt: 1 };
  const codec = createCodec<object>('profile', [version(101, 'profile.1')]);
  const before = codec.encode({ ...counts, sessionId: null, ...lists });
  expect(profileCodec.decode(before)).toEqual({ ...emptyProfile(), ...counts });
  expect(decodeSession(before).dismissed).toEqual([]);
});
