import { type BehaviourEvent, itemKey, profileKey } from '@freshet/events';
import { deployments, emptyProfile } from '@freshet/recommend';
import { itemCodec, profileCodec } from '@freshet/store';
import { describe, expect, it } from 'vitest';
import { behaviourEvent } from '../../support/events.ts';
import { audit, type Evidence } from './audit.ts';
import { modelOf } from './model.ts';

const deployment = deployments.shop;
const at = 1_700_000_000_000;
const events = ['tent', 'stove', 'lamp', 'tent', 'rope'].map((itemId, i) =>
  behaviourEvent({ id: `event-${i}`, itemId, type: 'click', at: at + 60_000 * i }),
);
const key = profileKey(events[0]!);
const ids = events.map(({ id }) => id);

/** What a pipeline leaves behind that applied `applied` of the events that lie in the log. */
function evidenceOf(applied: readonly BehaviourEvent[], changes: Partial<Evidence> = {}): Evidence {
  const { profiles, items } = modelOf(applied, deployment);
  const encoded = <T>(states: ReadonlyMap<string, T>, encode: (state: T) => Uint8Array) =>
    new Map([...states].map(([name, state]) => [name, encode(state)]));
  return {
    acknowledged: new Map([[key, ids]]),
    events,
    profiles: encoded(profiles, profileCodec.encode),
    items: encoded(items, itemCodec.encode),
    stats: new Map([...items].map(([name, { visits }]) => [name, visits])),
    deadLetters: 0,
    ...changes,
  };
}

/** The same act under another id: to the pipeline a second event. */
const twice = [...events, { ...events[4]!, id: 'event-4-again' }];

describe('the audit', () => {
  it('finds nothing where every event had its effect once, however often it lies in the log', () => {
    const repeated = [...events, events[1]!, events[4]!];
    expect(audit(evidenceOf(events, { events: repeated }), deployment)).toEqual({
      acknowledged: 5,
      processed: 5,
      lost: 0,
      doubled: 0,
      staleStats: 0,
      differences: [],
    });
  });

  it('sees an event without effect, in the profile and in the item', () => {
    const { processed, lost, doubled, differences } = audit(
      evidenceOf(events.slice(0, 4)),
      deployment,
    );
    expect({ processed, lost, doubled }).toEqual({ processed: 4, lost: 2, doubled: 0 });
    expect(differences).toContain(`${key}: events: 4 instead of 5`);
    expect(differences).toContain('default/rope: visits 0 instead of 1');
  });

  it('sees an event that counted twice', () => {
    const { processed, lost, doubled } = audit(evidenceOf(twice), deployment);
    expect({ processed, lost, doubled }).toEqual({ processed: 6, lost: 0, doubled: 2 });
  });

  it('sees a signal that brought neighbours twice, though no visit did', () => {
    const { items } = modelOf(events, deployment);
    const tent = items.get(itemKey('default', 'tent'))!;
    tent.neighbours.lifetimeTotal += 1;
    const values = new Map(evidenceOf(events).items);
    values.set(itemKey('default', 'tent'), itemCodec.encode(tent));
    const { differences } = audit(evidenceOf(events, { items: values }), deployment);
    expect(differences).toEqual([
      expect.stringMatching(/^default\/tent: lifetime weight of neighbours/),
    ]);
  });

  it('sees an order that brought its items twice', () => {
    const order = behaviourEvent({
      id: 'order',
      itemId: 'tent',
      type: 'purchase',
      at: at + 300_000,
    });
    const bought = [...events, order];
    const { items } = modelOf(bought, deployment);
    const tent = items.get(itemKey('default', 'tent'))!;
    tent.coPurchases!.orders += 1;
    const values = new Map(evidenceOf(bought).items);
    values.set(itemKey('default', 'tent'), itemCodec.encode(tent));
    const evidence = evidenceOf(bought, {
      acknowledged: new Map([[key, [...ids, 'order']]]),
      events: bought,
      items: values,
    });
    expect(audit(evidence, deployment).differences).toEqual([
      'default/tent: orders 2 instead of 1',
    ]);
  });

  it('sees an acknowledged event that is not in the log', () => {
    const acknowledged = new Map([[key, [...ids, 'event-5']]]);
    const { lost, differences } = audit(evidenceOf(events, { acknowledged }), deployment);
    expect({ lost, differences }).toEqual({
      lost: 1,
      differences: [`${key}: event-5 is acknowledged, not logged`],
    });
  });

  it('sees two events of one visitor that changed places', () => {
    const swapped = [events[1]!, events[0]!, ...events.slice(2)];
    const { differences } = audit(evidenceOf(swapped, { events: swapped }), deployment);
    expect(differences).toEqual([
      `${key}: logged event-1 event-0 event-2 event-3 event-4, acknowledged ${ids.join(' ')}`,
    ]);
  });

  it('sees an event that nobody sent', () => {
    const { differences } = audit(
      evidenceOf(events, { acknowledged: new Map([[key, ids.slice(0, 4)]]) }),
      deployment,
    );
    expect(differences).toHaveLength(1);
  });

  it('sees a profile that differs in nothing but its affinities', () => {
    const { profiles } = modelOf(events, deployment);
    const profile = { ...(profiles.get(key) ?? emptyProfile()), items: [] };
    const { lost, differences } = audit(
      evidenceOf(events, { profiles: new Map([[key, profileCodec.encode(profile)]]) }),
      deployment,
    );
    expect({ lost, differences: differences.length }).toEqual({ lost: 0, differences: 1 });
  });

  it('sees dead letters, and counts the lines of item.stats that are older than the store', () => {
    const { stats } = evidenceOf(events.slice(0, 4));
    const { differences, staleStats } = audit(
      evidenceOf(events, { stats, deadLetters: 1 }),
      deployment,
    );
    expect({ differences, staleStats }).toEqual({ differences: ['1 dead letters'], staleStats: 1 });
  });
});
