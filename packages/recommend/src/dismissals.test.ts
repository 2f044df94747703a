import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { deployments } from './deployment.ts';
import { DISMISSED_MAX, type Dismissal, dismissedAt, withDismissals } from './dismissals.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { applyEvent, emptyProfile, type Profile, type ProfileEvent } from './profile.ts';
import { profileEvent } from './profile-event.fixture.ts';

const T0 = 1_767_225_600_000;

function take(profile: Profile, type: string, fields: Partial<ProfileEvent>) {
  const { at = T0, itemId = null } = fields;
  const event = profileEvent({ id: `${type} ${itemId} ${at}`, type, at, ...fields });
  return applyEvent(profile, event, deployments.shop);
}

function profileOf(...acts: readonly string[]): Profile {
  const profile = emptyProfile();
  for (const [i, act] of acts.entries()) {
    const [type = '', itemId = ''] = act.split(' ');
    take(profile, type, { itemId, at: T0 + i });
  }
  return profile;
}

const dismissedIn = ({ dismissed }: Profile, at = T0 + 1e6) => dismissedAt(dismissed, at).join('');

describe('a dismiss', () => {
  it('leaves its item out from when it happened', () => {
    const profile = profileOf('view A', 'dismiss B');
    expect(profile.dismissed).toEqual([{ itemId: 'B', from: T0 + 1 }]);
    expect([dismissedIn(profile, T0), dismissedIn(profile, T0 + 1)]).toEqual(['', 'B']);
  });

  it('of several items is of each once', () => {
    const profile = emptyProfile();
    const items = ['A', 'B', 'A'].map((itemId) => ({ itemId, categories: [] }));
    take(profile, 'dismiss', { itemId: 'C', items });
    expect(dismissedIn(profile)).toBe('ABC');
  });

  it('holds so many seconds later as it says, and an earlier one of the same item goes on', () => {
    const profile = emptyProfile();
    take(profile, 'dismiss', { itemId: 'A', value: 600.5 });
    expect(profile.dismissed).toEqual([{ itemId: 'A', from: T0 + 600_500 }]);
    take(profile, 'dismiss', { itemId: 'A', at: T0 + 1 });
    take(profile, 'dismiss', { itemId: 'A', at: T0 + 2, value: 60 });
    expect(profile.dismissed).toEqual([{ itemId: 'A', from: T0 + 1 }]);
  });

  it('says nothing of items, and moves neither session nor taste', () => {
    const profile = profileOf('view A', 'cart B');
    const { session, sessionId, items, categories } = structuredClone(profile);
    const later = { itemId: 'A', categories: ['c'], at: T0 + 9e6, sessionId: 's' };
    expect(take(profile, 'dismiss', later)).toEqual([]);
    expect(profile).toMatchObject({ session, sessionId, items, categories, events: 3 });
  });

  it('counts once', () => {
    const profile = profileOf('dismiss A', 'retract A');
    take(profile, 'dismiss', { id: 'dismiss A 1767225600000', itemId: 'A' });
    expect(dismissedIn(profile)).toBe('');
  });
});

it.for<[what: string, acts: readonly string[], left: string]>([
  ['a retract', ['dismiss A', 'dismiss B', 'retract A'], 'B'],
  ['its own kind', ['dismiss A', 'dismiss B', 'retract:dismiss B'], 'A'],
  ['no other kind', ['dismiss A', 'view A', 'retract:view A'], 'A'],
  ['nothing of what comes behind', ['dismiss A', 'retract A', 'dismiss A'], 'A'],
])('is taken back by %s', ([, acts, left]) => {
  expect(dismissedIn(profileOf(...acts))).toBe(left);
});

test('a retract of dismissals leaves session and taste', () => {
  const { session, items } = profileOf('view A', 'dismiss A', 'retract:dismiss A');
  expect([session.length, items.length]).toEqual([1, 1]);
});

test('at the bound what was left out first is let in again', () => {
  const profile = emptyProfile();
  const count = DISMISSED_MAX + 5;
  for (let i = 0; i < count; i++) take(profile, 'dismiss', { itemId: `${i}`, at: T0 + i });
  const ids = profile.dismissed.map(({ itemId }) => itemId);
  expect(ids).toEqual(Array.from({ length: DISMISSED_MAX }, (_, i) => `${i + 5}`));
});

test('two profiles of one person have the dismissals of both', () => {
  const merged = mergeProfiles(profileOf('dismiss A', 'dismiss B'), profileOf('dismiss B'));
  expect(merged.dismissed).toEqual([
    { itemId: 'A', from: T0 },
    { itemId: 'B', from: T0 },
  ]);
});

const dismissal: fc.Arbitrary<Dismissal> = fc.record({
  itemId: fc.integer({ min: 0, max: 300 }).map(String),
  from: fc.integer({ min: 0, max: 50 }),
});
const many = fc.array(dismissal, { maxLength: 400 });
const few = fc.array(dismissal, { maxLength: DISMISSED_MAX / 4 });

test('whatever comes, the newest are kept, each once, and both ways the same', () => {
  fc.assert(
    fc.property(many, many, (a, b) => {
      const [one, other] = [withDismissals([], a), withDismissals([], b)];
      const both = withDismissals(one, other);
      expect(both).toEqual(withDismissals(other, one));
      expect(withDismissals(both, both)).toEqual(both);
      const ids = both.map(({ itemId }) => itemId);
      const distinct = new Set([...one, ...other].map(({ itemId }) => itemId)).size;
      expect([new Set(ids).size, ids.length]).toEqual([
        ids.length,
        Math.min(distinct, DISMISSED_MAX),
      ]);
    }),
  );
});

test('within the bound it makes no difference in which order they come', () => {
  fc.assert(
    fc.property(few, few, few, (a, b, c) => {
      const leftFirst = withDismissals(withDismissals(withDismissals([], a), b), c);
      expect(withDismissals(a, withDismissals(c, b))).toEqual(leftFirst);
      const earliest = new Map<string, number>();
      for (const { itemId, from } of [...a, ...b, ...c]) {
        earliest.set(itemId, Math.min(from, earliest.get(itemId) ?? from));
      }
      expect(Object.fromEntries(leftFirst.map(({ itemId, from }) => [itemId, from]))).toEqual(
        Object.fromEntries(earliest),
      );
    }),
  );
});
