import { describe, expect, test } from 'vitest';
import { deployments } from './deployment.ts';
import { hash48 } from './hash.ts';
import { mergeProfiles, profileFrom } from './merge-profiles.ts';
import {
  AFFINITY_ITEMS_MAX,
  applyEvent,
  emptyProfile,
  HISTORY_SOURCES_MAX,
  type Profile,
  type ProfileEvent,
  RECENT_IDS_MAX,
} from './profile.ts';
import { profileEvent } from './profile-event.fixture.ts';
import { SESSION_GAP_MS, SESSION_VISITS_MAX } from './session.ts';

const T0 = 1.7e12;
const MINUTE_MS = 60_000;

function profileOf(...events: Partial<ProfileEvent>[]): Profile {
  const profile = emptyProfile();
  for (const fields of events) applyEvent(profile, event(fields), deployments.shop);
  return profile;
}

function event(fields: Partial<ProfileEvent>): ProfileEvent {
  const { at = T0, itemId = 'tent' } = fields;
  const id = `${itemId}@${at}`;
  return profileEvent({ id, userId: 'ada', itemId, categories: ['camping'], at, ...fields });
}

const at = (minutes: number, itemId = `item${minutes}`) => ({
  itemId,
  at: T0 + minutes * MINUTE_MS,
});

/** Lists of which only the content counts, in an order of our own. */
function content({ items, categories, recentIds, ...rest }: Profile) {
  const levels = (list: Profile['items']) =>
    Object.fromEntries(list.map(({ id, level }) => [id, level.toFixed(9)]));
  return {
    ...rest,
    items: levels(items),
    categories: levels(categories),
    recentIds: recentIds.toSorted((a, b) => a - b),
  };
}

test('two halves of what one did are what one did', () => {
  const all = [at(1), at(2, 'tent'), at(3), at(4, 'tent'), at(5)];
  const odd = profileOf(...all.filter((_, i) => i % 2 === 0));
  const even = profileOf(...all.filter((_, i) => i % 2 === 1));
  expect(content(mergeProfiles(odd, even))).toEqual(content(profileOf(...all)));
  expect(content(mergeProfiles(even, odd))).toEqual(content(profileOf(...all)));
});

describe('of two sessions', () => {
  const early = [at(1), at(2)];
  const late = SESSION_GAP_MS / MINUTE_MS + 3;

  test.for([
    { why: 'without a gap between them are one', ids: [null, null], later: 10, left: 3 },
    {
      why: 'with a gap between them the newer one goes on',
      ids: [null, null],
      later: late,
      left: 1,
    },
    { why: 'of one id are one, whatever lies between', ids: ['s', 's'], later: late, left: 3 },
    { why: 'of two ids the newer one goes on', ids: ['s', 't'], later: 10, left: 1 },
    { why: 'of which one has an id are one without a gap', ids: [null, 't'], later: 10, left: 3 },
  ])('those $why', ({ ids: [before, after], later, left }) => {
    const older = profileOf(...early.map((each) => ({ ...each, sessionId: before ?? null })));
    const newer = profileOf({ ...at(later, 'map'), sessionId: after ?? null });
    for (const merged of [mergeProfiles(older, newer), mergeProfiles(newer, older)]) {
      expect(merged.session).toHaveLength(left);
      expect(merged.session.at(-1)).toMatchObject({ itemId: 'map' });
      expect(merged.sessionId).toBe(after);
    }
  });
});

test('every part keeps its bound, and the newest of both', () => {
  const half = (from: number) =>
    profileOf(...Array.from({ length: RECENT_IDS_MAX }, (_, i) => at(from + i)));
  const [a, b] = [half(0), half(1000)];
  const merged = mergeProfiles(a, b);
  expect(merged.session).toHaveLength(SESSION_VISITS_MAX);
  expect(merged.items).toHaveLength(AFFINITY_ITEMS_MAX);
  expect(merged.items.map(({ id }) => id)).toContain(`item${1000 + RECENT_IDS_MAX - 1}`);
  expect(merged.recentIds).toHaveLength(RECENT_IDS_MAX);
  expect(merged.recentIds).toEqual(
    expect.arrayContaining([...a.recentIds.slice(-64), ...b.recentIds.slice(-64)]),
  );
});

test('a history that was imported for both is known for each', () => {
  const imported = (sequence: number) => profileOf({ history: { source: 'shop', sequence } });
  const merged = mergeProfiles(imported(9), profileFrom('default/a/x', imported(4)));
  const passedOn = `${hash48('shop')}/default/a/x`;
  const apply = (source: string, sequence: number) => {
    const before = merged.events;
    applyEvent(merged, event({ ...at(sequence), history: { source, sequence } }), deployments.shop);
    return merged.events - before;
  };
  expect([apply('shop', 9), apply('shop', 10)]).toEqual([0, 1]);
  expect([apply(passedOn, 4), apply(passedOn, 5)]).toEqual([0, 1]);
  const many = profileOf(
    ...Array.from({ length: HISTORY_SOURCES_MAX }, (_, i) => ({
      history: { source: `s${i}`, sequence: 1 },
    })),
  );
  expect(mergeProfiles(merged, many).history).toHaveLength(HISTORY_SOURCES_MAX);
});
