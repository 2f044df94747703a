import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueOfLevel } from './decay.ts';
import { deployments } from './deployment.ts';
import { hash48 } from './hash.ts';
import { creditOf } from './position-bias.ts';
import {
  AFFINITY_CATEGORIES_MAX,
  AFFINITY_ITEMS_MAX,
  applyEvent,
  emptyProfile,
  HISTORY_SOURCES_MAX,
  isExpired,
  PROFILE_IDLE_MS,
  type Profile,
  type ProfileEvent,
  RECENT_IDS_MAX,
} from './profile.ts';
import { profileEvent } from './profile-event.fixture.ts';
import { SESSION_GAP_MS, SESSION_VISITS_MAX } from './session.ts';

const T0 = 1_767_225_600_000;
const { shop } = deployments;
let ids = 0;

const event = (fields: Partial<ProfileEvent>): ProfileEvent =>
  profileEvent({ id: `event-${ids++}`, itemId: 'A', at: T0, ...fields });

function profileOf(...events: Partial<ProfileEvent>[]): Profile {
  const profile = emptyProfile();
  for (const fields of events) applyEvent(profile, event(fields), shop);
  return profile;
}

const visited = (profile: Profile) => profile.session.map(({ itemId }) => itemId).join('');

test('a visit says: this item was visited, and met the items before it, both ways', () => {
  const profile = profileOf({ itemId: 'A' }, { itemId: 'B', at: T0 + 1 });
  const visit = event({ itemId: 'C', at: T0 + 2 });
  const [a, b, c] = ['A', 'B', 'C'].map(hash48);
  const visitor = hash48('u/u');
  const back = {
    event: visit,
    visitor,
    visits: 0,
    popularity: 0,
    credit: 1,
    neighbours: [c],
    boughtWith: null,
  };
  expect(applyEvent(profile, visit, shop)).toEqual([
    {
      event: visit,
      itemId: 'C',
      visitor,
      visits: 1,
      popularity: 1,
      credit: 1,
      neighbours: [b, a],
      distances: [1, 2],
      boughtWith: null,
    },
    { ...back, itemId: 'B', distances: [1] },
    { ...back, itemId: 'A', distances: [2] },
  ]);
  expect(visited(profile)).toBe('ABC');
});

test('a click and the view of its page seconds later are one visit', () => {
  const profile = profileOf({ type: 'click' });
  expect(applyEvent(profile, event({ at: T0 + 2_000 }), shop)).toEqual([]);
  expect(profile.events).toBe(2);
  expect(visited(profile)).toBe('A');
});

test('carts and purchases weigh 3 and 5, are no visits, and pair only with what is new', () => {
  const profile = profileOf({ itemId: 'A' }, { itemId: 'B' });
  const cart = applyEvent(profile, event({ type: 'cart', itemId: 'B' }), shop);
  expect(cart).toMatchObject([{ itemId: 'B', visits: 0, popularity: 3, neighbours: [] }]);
  const bought = applyEvent(profile, event({ type: 'purchase', itemId: 'C' }), shop);
  expect(bought[0]).toMatchObject({ itemId: 'C', visits: 0, popularity: 5 });
  expect(bought[0]!.neighbours).toEqual(['B', 'A'].map(hash48));
});

test('a click on an answer counts by its position, in both lists; a cart counts in full', () => {
  const profile = profileOf({ itemId: 'A' });
  const shown = { recommId: 'r', position: 3, type: 'click', itemId: 'B' };
  const signals = applyEvent(profile, event(shown), shop);
  expect(signals.map(({ itemId, credit }) => [itemId, credit])).toEqual([
    ['B', creditOf(3)],
    ['A', creditOf(3)],
  ]);
  const unplaced = applyEvent(profile, event({ ...shown, position: null, itemId: 'C' }), shop);
  expect(unplaced[0]!.credit).toBe(creditOf(null));
  expect(applyEvent(profile, event({ ...shown, type: 'cart' }), shop)[0]!.credit).toBe(1);
  expect(applyEvent(profile, event({ itemId: 'D' }), shop)[0]!.credit).toBe(1);
});

test('an order touches each of its items once', () => {
  const line = (itemId: string) => ({ itemId, categories: ['c'] });
  const order = event({
    type: 'purchase',
    itemId: 'A',
    items: [line('A'), line('B'), line('B'), line('C')],
  });
  const profile = emptyProfile();
  applyEvent(profile, order, shop);
  expect(visited(profile)).toBe('ABC');
});

test('impressions and custom events count as events and nothing else', () => {
  const profile = profileOf({ itemId: 'A' });
  for (const type of ['impression', 'rating', 'newsletter-opened']) {
    expect(applyEvent(profile, event({ type, itemId: 'B' }), shop)).toEqual([]);
  }
  expect(profile.events).toBe(4);
  expect(visited(profile)).toBe('A');
});

test('a silence past the gap, or another session id, starts anew: nothing pairs across', () => {
  const silent = profileOf({ itemId: 'A' });
  const later = event({ itemId: 'B', at: T0 + SESSION_GAP_MS + 1 });
  expect(applyEvent(silent, later, shop)[0]!.neighbours).toEqual([]);
  expect(visited(silent)).toBe('B');
  const named = profileOf({ itemId: 'A', sessionId: 's' });
  applyEvent(named, event({ itemId: 'B', sessionId: 't' }), shop);
  expect(visited(named)).toBe('B');
});

test('the same order counts once, whatever the ids of its events', () => {
  const profile = profileOf({ type: 'purchase', orderId: 'o1' });
  expect(applyEvent(profile, event({ type: 'purchase', orderId: 'o1' }), shop)).toEqual([]);
  expect(profile.events).toBe(1);
});

test('imported history counts up to its highest sequence, per source', () => {
  const history = (source: string, sequence: number) => ({ history: { source, sequence } });
  const profile = profileOf(history('f', 3), history('f', 2), history('f', 3), history('g', 1));
  expect(profile.events).toBe(2);
});

test('tastes fade: a category of a week ago is worth less than one of now', () => {
  const week = 7 * 86_400_000;
  const profile = profileOf(
    { categories: ['old'] },
    { itemId: 'B', categories: ['new'], at: T0 + week },
  );
  const worth = Object.fromEntries(
    profile.categories.map(({ id, level }) => [
      id,
      valueOfLevel(level, T0 + week, shop.affinityHalfLifeMs),
    ]),
  );
  expect(worth['new']).toBeCloseTo(1, 6);
  expect(worth['old']).toBeCloseTo(Math.SQRT1_2, 6);
});

test('expires after half a year of silence, never before its first event', () => {
  expect(isExpired(emptyProfile(), T0)).toBe(false);
  const profile = profileOf({});
  expect(isExpired(profile, T0 + PROFILE_IDLE_MS)).toBe(false);
  expect(isExpired(profile, T0 + PROFILE_IDLE_MS + 1)).toBe(true);
});

const anyEvent = fc.record({
  id: fc.integer({ min: 0, max: 1e9 }).map((n) => `e${n}`),
  type: fc.constantFrom('view', 'click', 'cart', 'purchase', 'impression'),
  sessionId: fc.constantFrom(null, 's', 't'),
  itemId: fc.constantFrom(null, ...Array.from({ length: 60 }, (_, i) => `item${i}`)),
  categories: fc.array(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 3 }),
  orderId: fc.constantFrom(null, 'o1', 'o2'),
  at: fc.integer({ min: T0, max: T0 + 4 * SESSION_GAP_MS }),
});

test('an event that comes again at once or much later changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 40 }), fc.nat(), (list, at) => {
      const profile = profileOf(...list);
      const before = structuredClone(profile);
      expect(applyEvent(profile, event(list[at % list.length]!), shop)).toEqual([]);
      expect(profile).toEqual(before);
    }),
  );
});

test('every part of a profile keeps its bound', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 150, maxLength: 250 }), (list) => {
      const profile = profileOf(...list);
      for (let i = 0; i < HISTORY_SOURCES_MAX + 2; i++) {
        applyEvent(profile, event({ history: { source: `source${i}`, sequence: 1 } }), shop);
      }
      expect(profile.session.length).toBeLessThanOrEqual(SESSION_VISITS_MAX);
      expect(profile.items.length).toBeLessThanOrEqual(AFFINITY_ITEMS_MAX);
      expect(profile.categories.length).toBeLessThanOrEqual(AFFINITY_CATEGORIES_MAX);
      expect(profile.recentIds.length).toBeLessThanOrEqual(RECENT_IDS_MAX);
      expect(profile.history).toHaveLength(HISTORY_SOURCES_MAX);
    }),
    { numRuns: 20 },
  );
});

test('the profile of a visitor who never stops is as large as its bounds, and as new as its last visits', () => {
  const acts = 2 * RECENT_IDS_MAX;
  const profile = profileOf(
    ...Array.from({ length: acts }, (_, i) => ({
      id: `e${i}`,
      itemId: `item${i}`,
      categories: [`c${i}`],
      at: T0 + 1_000 * i,
    })),
  );
  expect([
    profile.session.length,
    profile.items.length,
    profile.categories.length,
    profile.recentIds.length,
  ]).toEqual([SESSION_VISITS_MAX, AFFINITY_ITEMS_MAX, AFFINITY_CATEGORIES_MAX, RECENT_IDS_MAX]);
  expect(profile.events).toBe(acts);
  expect(profile.session.at(-1)!.itemId).toBe(`item${acts - 1}`);
});

test('is a function of its events: the same log gives the same profile and signals', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (list) => {
      const replay = () => {
        const profile = emptyProfile();
        return { signals: list.map((fields) => applyEvent(profile, event(fields), shop)), profile };
      };
      expect(replay()).toEqual(replay());
    }),
  );
});
