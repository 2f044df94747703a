import { expect, it, test } from 'vitest';
import { deployments } from './deployment.ts';
import { withoutLevel, addToLevel, EMPTY_LEVEL } from './decay.ts';
import { applyEvent, emptyProfile, type Profile, type ProfileEvent } from './profile.ts';
import { profileEvent } from './profile-event.fixture.ts';

const { shop } = deployments;
const T0 = 1_767_225_600_000;
const HOUR = 3_600_000;

/** `read A` an hour after the one before. */
function profileOf(...acts: readonly string[]): Profile {
  const profile = emptyProfile();
  for (const [hours, act] of acts.entries()) {
    const [type = '', itemId = ''] = act.split(' ');
    applyEvent(
      profile,
      event({ id: `${act} ${hours}`, type, itemId, at: T0 + hours * HOUR }),
      shop,
    );
  }
  return profile;
}

const event = (fields: Partial<ProfileEvent>): ProfileEvent =>
  profileEvent({
    id: 'id',
    at: T0,
    sessionId: 'one visit',
    categories: [fields.itemId === 'C' ? 'other' : 'all'],
    ...fields,
  });

const tasteOf = ({ session, items, categories }: Profile) => ({
  session: session.map(({ itemId, kind }) => `${kind} ${itemId}`),
  items: rounded(items),
  categories: rounded(categories),
});
const rounded = (affinities: Profile['items']) =>
  Object.fromEntries(affinities.map(({ id, level }) => [id, Math.round(level * 1e6) / 1e6]));

it.for<[what: string, acts: readonly string[], asIf: readonly string[]]>([
  ['all of an item', ['view B', 'view A', 'click A', 'retract A'], ['view B']],
  ['one kind, and not the others', ['view A', 'cart A', 'retract:cart A'], ['view A']],
  ['twice what was once', ['view A', 'click A', 'retract A', 'retract A'], []],
  ['what never was', ['view A', 'retract B', 'retract:cart A'], ['view A']],
  ['the only item of a category', ['view A', 'view C', 'retract C'], ['view A']],
  ['no item', ['view A', 'retract '], ['view A']],
])('takes back %s', ([, acts, asIf]) => {
  expect(tasteOf(profileOf(...acts))).toEqual(tasteOf(profileOf(...asIf)));
});

test('of several items that are named together each is taken back', () => {
  const profile = profileOf('cart A', 'cart B', 'cart C');
  const line = { quantity: 1, price: null, categories: ['all'] };
  const items = ['A', 'B'].map((itemId) => ({ itemId, ...line }));
  applyEvent(profile, event({ id: 'back', type: 'retract:cart', items }), shop);
  expect(tasteOf(profile).session).toEqual(['cart C']);
  expect(Object.keys(tasteOf(profile).items)).toEqual(['C']);
});

test('what was before the session is of no known kind, and goes as well', () => {
  const profile = profileOf('view A', 'click A');
  applyEvent(profile, event({ id: 'next', itemId: 'B', sessionId: 'next visit' }), shop);
  const before = tasteOf(profile);
  expect(Object.keys(before.items)).toEqual(['A', 'B']);
  applyEvent(profile, event({ id: 'back', type: 'retract:click', itemId: 'A' }), shop);
  expect(tasteOf(profile)).toMatchObject({ session: ['view B'], items: { B: before.items['B']! } });
  expect(Object.keys(profile.items)).toEqual(['0']);
});

test('it says nothing of items, begins no session and counts as an event once', () => {
  const profile = profileOf('view A');
  const retraction = event({ type: 'retract', itemId: 'A', at: T0 + 9 * HOUR, sessionId: 'next' });
  expect([applyEvent(profile, retraction, shop), applyEvent(profile, retraction, shop)]).toEqual([
    [],
    [],
  ]);
  expect([profile.sessionId, profile.events]).toEqual(['one visit', 2]);
});

test('a level without a part of it is the rest, and nothing where rounding is all that is left', () => {
  const [one, two] = [addToLevel(EMPTY_LEVEL, 1, T0, HOUR), addToLevel(EMPTY_LEVEL, 2, T0, HOUR)];
  const three = addToLevel(one, 2, T0, HOUR);
  expect(withoutLevel(three, one)).toBeCloseTo(two, 6);
  expect(withoutLevel(three, EMPTY_LEVEL)).toBe(three);
  expect(withoutLevel(one, one)).toBe(EMPTY_LEVEL);
  expect(withoutLevel(one, three)).toBe(EMPTY_LEVEL);
  expect(withoutLevel(EMPTY_LEVEL, EMPTY_LEVEL)).toBe(EMPTY_LEVEL);
});
