import { type BehaviourEvent, FIRST_NAMESPACE, itemKey } from '@freshet/events';
import type { Kept } from '@freshet/identity';
import { applyEvent, deployments, emptyProfile, hash48, type Profile } from '@freshet/recommend';
import {
  itemCodec,
  itemRef,
  keptCodec,
  profileCodec,
  profileRef,
  type Store,
} from '@freshet/store';
import { expect } from 'vitest';
import type { PlainPeople } from './plain-people.ts';
import { type Id, IDS, idsOf, type Told } from './story.ts';

const codec = keptCodec(profileCodec);

export interface Space {
  readonly store: Store;
  readonly partitions: number;
  readonly namespace?: string;
}

/** What is kept under each id of a story. */
export async function keptOf(
  { store, partitions, namespace = FIRST_NAMESPACE }: Space,
  name: string,
): Promise<ReadonlyMap<Id, Kept<Profile> | undefined>> {
  const space = { namespace, partitions };
  const refs = IDS.map((id) => profileRef(space, { site: 'default', ...idsOf(id, name) }));
  const values = await store.get(refs);
  return new Map(IDS.map((id, i) => [id, values[i] && codec.decode(values[i])]));
}

/** Each profile holds the events of its person, each once, and says of them what it would in any order. */
export function expectPeople(
  kept: ReadonlyMap<Id, Kept<Profile> | undefined>,
  people: PlainPeople,
  name: string,
): void {
  for (const id of IDS) {
    const found = kept.get(id);
    expect(found?.redirect != null, `${name}: ${id} leads on`).toBe(people.leads(id));
    expect(inAnyOrder(found?.state), `${name}: ${id}`).toEqual(
      inAnyOrder(profileOf(people.eventsOf(id))),
    );
  }
}

/** Of what was erased nothing is left, whatever else there is. */
export function expectForgotten(
  kept: ReadonlyMap<Id, Kept<Profile> | undefined>,
  people: PlainPeople,
  name: string,
): void {
  const erased = new Set([...people.erased].map((event) => hash48(event.id)));
  for (const [id, found] of kept) {
    const left = found?.state?.recentIds.filter((one) => erased.has(one)) ?? [];
    expect(left, `${name}: ${id} still has erased events`).toEqual([]);
  }
}

/** Each view said so to its item once, wherever it was on its way. */
export async function expectVisits(
  { store, partitions, namespace = FIRST_NAMESPACE }: Space,
  chapters: readonly (readonly Told[])[],
): Promise<void> {
  const views = chapters.flat().flatMap(({ event }) => event.itemId ?? []);
  const items = [...new Set(views)];
  const refs = items.map((itemId) => itemRef({ namespace, partitions }, 'default', itemId));
  const values = await store.get(refs);
  const visits = values.map((bytes) => (bytes === undefined ? 0 : itemCodec.decode(bytes).visits));
  const expected = items.map((item) => views.filter((one) => one === item).length);
  const named = (counts: readonly number[]) =>
    Object.fromEntries(items.map((item, i) => [itemKey('default', item), counts[i]]));
  expect(named(visits)).toEqual(named(expected));
}

function profileOf(events: readonly BehaviourEvent[]): Profile | undefined {
  if (events.length === 0) return undefined;
  const profile = emptyProfile();
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    applyEvent(profile, event, deployments.shop);
  }
  return profile;
}

function inAnyOrder(profile: Profile | undefined) {
  if (profile === undefined) return undefined;
  return {
    ...profile,
    session: profile.session.toSorted((a, b) => a.at - b.at),
    items: Object.fromEntries(profile.items.map(({ id, level }) => [id, level.toFixed(9)])),
    recentIds: profile.recentIds.toSorted((a, b) => a - b),
  };
}
