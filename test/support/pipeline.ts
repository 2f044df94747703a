import {
  type BehaviourEvent,
  behaviourEventCodec,
  FIRST_NAMESPACE,
  itemKey,
  profileKey,
  topics,
} from '@freshet/events';
import { applyEvent, deployments, emptyProfile, type Profile } from '@freshet/recommend';
import { Registry } from '@freshet/runtime';
import { itemCodec, itemRef, profileCodec, profileRef, type Store } from '@freshet/store';
import {
  guardLog,
  type Log,
  type Namespaces,
  openNamespaces,
  openSigningKey,
} from '@freshet/stream';
import { startWorker } from '@freshet/worker';
import fc from 'fast-check';
import { expect } from 'vitest';
import { quietLogger } from './quiet-logger.ts';
import { behaviourEvent } from './events.ts';
import { eventually } from './eventually.ts';

const USERS = ['ada', 'bob', 'eve', 'joe', 'kim', 'leo', 'mia'];
const ITEMS = ['tent', 'stove', 'lamp', 'rope', 'map'];
const deployment = deployments.shop;

/** What visitors do: `repeated` sends the id of the act before once more. */
export const acts = fc.array(
  fc.record({
    userId: fc.constantFrom(...USERS),
    itemId: fc.constantFrom(...ITEMS),
    type: fc.constantFrom('view', 'click', 'cart', 'purchase', 'impression'),
    repeated: fc.boolean(),
  }),
  { minLength: 20, maxLength: 200 },
);

/** Events of the acts, a minute apart. */
export function toEvents(
  list: readonly { userId: string; itemId: string; type: string; repeated: boolean }[],
) {
  return list.map(({ repeated, ...act }, i) =>
    behaviourEvent({
      ...act,
      id: `event-${repeated && i > 0 ? i - 1 : i}`,
      at: 1.7e12 + i * 60_000,
    }),
  );
}

/** What the pipeline must come to: every event once, in log order. */
function plainModel(events: readonly BehaviourEvent[]) {
  const profiles = new Map<string, Profile>();
  const visits = new Map<string, number>();
  for (const event of events) {
    const key = profileKey(event);
    const profile = profiles.get(key) ?? emptyProfile();
    profiles.set(key, profile);
    for (const signal of applyEvent(profile, event, deployment)) {
      visits.set(signal.itemId, (visits.get(signal.itemId) ?? 0) + signal.visits);
    }
  }
  return { profiles, visits };
}

/** Publishes in requests of `size` events. */
export async function publishInParts(log: Log, events: readonly BehaviourEvent[], size: number) {
  for (let i = 0; i < events.length; i += size) {
    const records = events
      .slice(i, i + size)
      .map((event) => ({ key: profileKey(event), value: behaviourEventCodec.encode(event) }));
    await log.publisher.publish(topics.behaviourEvents.name, records);
  }
}

/** A worker with little room in memory, so that it has to read state again. */
export async function startSmallWorker(
  log: Log,
  store: Store,
  { registry = new Registry(), namespaces }: { registry?: Registry; namespaces?: Namespaces } = {},
) {
  return startWorker({
    log,
    store,
    namespaces: namespaces ?? (await followNamespaces(log)),
    deployment,
    signer: await openSigningKey(log),
    registry,
    logger: quietLogger,
    clock: Date.now,
    cacheKeysMax: 8,
    onFatal: (error) => {
      throw error;
    },
  });
}

/** The log as services read it, and who asked to be forgotten. */
export function guarded(log: Log): ReturnType<typeof guardLog> {
  return guardLog({
    log,
    logger: quietLogger,
    onFatal: (error) => {
      throw error;
    },
  });
}

/** What operators decide; it ends with the log. */
export function followNamespaces(log: Log): Promise<Namespaces> {
  return openNamespaces({
    log,
    logger: quietLogger,
    onFatal: (error) => {
      throw error;
    },
  });
}

/** Waits until profiles, byte for byte, and visits are those of the plain model. */
export async function expectModel(
  store: Store,
  partitions: number,
  events: readonly BehaviourEvent[],
  namespace: string = FIRST_NAMESPACE,
) {
  const space = { namespace, partitions };
  const { profiles, visits } = plainModel(events);
  await eventually('state equals the model', async () => {
    const users = USERS.filter((userId) => profiles.has(`default/u/${userId}`));
    const values = await store.get(
      users.map((userId) => profileRef(space, { site: 'default', userId, anonymousId: null })),
    );
    users.forEach((userId, i) => {
      const expected = profileCodec.encode(profiles.get(`default/u/${userId}`)!);
      expect(Buffer.from(values[i] ?? []).toString('hex')).toBe(
        Buffer.from(expected).toString('hex'),
      );
    });
    const items = [...visits.keys()];
    const states = await store.get(items.map((itemId) => itemRef(space, 'default', itemId)));
    const counted = states.map((bytes) =>
      bytes === undefined ? 0 : itemCodec.decode(bytes).visits,
    );
    expect(
      Object.fromEntries(items.map((itemId, i) => [itemKey('default', itemId), counted[i]])),
    ).toEqual(
      Object.fromEntries(items.map((itemId) => [itemKey('default', itemId), visits.get(itemId)])),
    );
  });
}
