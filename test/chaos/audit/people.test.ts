import { type BehaviourEvent, profileKey } from '@freshet/events';
import { type Kept, nobody } from '@freshet/identity';
import { deployments, type Profile } from '@freshet/recommend';
import { itemCodec, keptCodec, profileCodec } from '@freshet/store';
import { expect, it } from 'vitest';
import { behaviourEvent } from '../../support/events.ts';
import { livedEvent } from '../load/sign-ins.ts';
import { audit, type Evidence } from './audit.ts';
import { modelOf } from './model.ts';

const deployment = deployments.shop;
const codec = keptCodec(profileCodec);
const [KEY, ANONYMOUS] = ['default/u/person-0-later', 'default/a/person-0-a0'];

/** Thirteen acts of each of eight people. */
const events = Array.from({ length: 104 }, (_, n) => {
  const { person, ...event } = livedEvent(n, `item-${n}`);
  const ids = { userId: null, anonymousId: null, previousId: null, itemId: null };
  const at = 1.7e12 + n * 60_000;
  return behaviourEvent({ id: `${person}-${n}`, at, ...ids, ...event });
});
const idsByKey = new Map<string, string[]>();
for (const event of events) {
  const key = profileKey(event);
  idsByKey.set(key, [...(idsByKey.get(key) ?? []), event.id]);
}

/** What a pipeline leaves behind that applied `applied`, but for what lies under `changes` instead. */
function evidenceOf(
  applied: readonly BehaviourEvent[],
  changes: Readonly<Record<string, Partial<Kept<Profile>>>> = {},
): Evidence {
  const { profiles, redirects, items } = modelOf(applied, deployment);
  const kept = new Map<string, Kept<Profile>>();
  for (const [key, state] of profiles) kept.set(key, { ...nobody(), state });
  for (const key of redirects.keys()) {
    kept.set(key, { ...nobody(), redirect: { userId: 'somebody', at: 1, id: 'e' } });
  }
  for (const [key, change] of Object.entries(changes)) {
    kept.set(key, { ...kept.get(key)!, ...change });
  }
  return {
    acknowledged: idsByKey,
    events,
    profiles: new Map([...kept].map(([key, one]) => [key, codec.encode(one)])),
    items: new Map([...items].map(([key, item]) => [key, itemCodec.encode(item)])),
    stats: new Map(),
    deadLetters: 0,
  };
}

const ofPerson = (...numbers: readonly number[]) => {
  const own = events.filter(({ id }) => id.startsWith('person-0-'));
  const some = own.filter((_, i) => numbers.includes(i));
  const { profiles } = modelOf(
    some.map((event) => ({ ...event, ...later })),
    deployment,
  );
  return { state: profiles.get(KEY)! };
};
const later = { type: 'click', userId: 'person-0-later', anonymousId: null, previousId: null };

it('finds nothing where all that people did under any id counts once', () => {
  const verdict = audit(evidenceOf(events), deployment);
  expect(verdict).toMatchObject({ differences: [], lost: 0, doubled: 0, processed: 104 });
  expect(modelOf(events, deployment).profiles.size).toBe(8);
});

it('does not mind which id was heard of first', () => {
  const others = events.toReversed();
  const { differences } = audit({ ...evidenceOf(others), events }, deployment);
  expect(differences).toEqual([]);
});

it('sees what an id had and did not hand over, and what was handed over twice', () => {
  // Their first two clicks, under the first of their ids.
  const first = ofPerson(0, 1);
  const dropped = audit(evidenceOf(events, { [KEY]: ofPerson(2, 3, 4, 5, 6, 7) }), deployment);
  expect(dropped).toMatchObject({ lost: 7, doubled: 0 });
  const left = audit(evidenceOf(events, { [ANONYMOUS]: first }), deployment);
  expect(left.differences).toEqual([`${ANONYMOUS}, who became another: still has 2 events`]);
  const { state } = evidenceState(KEY);
  const twice = { state: { ...state, events: state.events + 2 } };
  const doubled = audit(evidenceOf(events, { [KEY]: twice }), deployment);
  expect(doubled).toMatchObject({ lost: 0, doubled: 2 });
});

it('sees an id that leads nowhere, and a profile that differs in nothing but its affinities', () => {
  const nowhere = audit(evidenceOf(events, { [ANONYMOUS]: { redirect: null } }), deployment);
  expect(nowhere.differences).toEqual([`${ANONYMOUS}, who became another: leads nowhere`]);
  const bare = { state: { ...evidenceState(KEY).state, items: [] } };
  expect(audit(evidenceOf(events, { [KEY]: bare }), deployment).differences).toHaveLength(1);
});

function evidenceState(key: string) {
  return { state: modelOf(events, deployment).profiles.get(key)! };
}
