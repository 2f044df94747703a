import {
  type BehaviourEvent,
  behaviourEventCodec,
  itemKey,
  profileKey,
  topics,
} from '@freshet/events';
import { applyEvent, deployments, emptyProfile, type Profile } from '@freshet/recommend';
import { Registry } from '@freshet/runtime';
import {
  itemCodec,
  itemRef,
  LIVE_NAMESPACE,
  profileCodec,
  profileRef,
  type Store,
} from '@freshet/store';
import type { Log } from '@freshet/stream';
import { startWorker } from '@freshet/worker';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openEmbedded, silentLogger } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { type Chance, faultyLog, faultyStore } from '../support/faults.ts';

const USERS = ['ada', 'bob', 'eve', 'joe', 'kim', 'leo', 'mia'];
const ITEMS = ['tent', 'stove', 'lamp', 'rope', 'map'];
const deployment = deployments.shop;

const acts = fc.array(
  fc.record({
    userId: fc.constantFrom(...USERS),
    itemId: fc.constantFrom(...ITEMS),
    type: fc.constantFrom('view', 'click', 'cart', 'purchase', 'impression'),
    repeated: fc.boolean(),
  }),
  { minLength: 20, maxLength: 200 },
);

function toEvents(
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

async function publishInParts(log: Log, events: readonly BehaviourEvent[], size: number) {
  for (let i = 0; i < events.length; i += size) {
    const records = events
      .slice(i, i + size)
      .map((event) => ({ key: profileKey(event), value: behaviourEventCodec.encode(event) }));
    await log.publisher.publish(topics.behaviourEvents.name, records);
  }
}

function start(log: Log, store: Store) {
  return startWorker({
    log,
    store,
    deployment,
    registry: new Registry(),
    logger: silentLogger,
    clock: Date.now,
    cacheKeysMax: 8,
    onFatal: (error) => {
      throw error;
    },
  });
}

async function expectModel(store: Store, partitions: number, events: readonly BehaviourEvent[]) {
  const space = { namespace: LIVE_NAMESPACE, partitions };
  const { profiles, visits } = plainModel(events);
  await eventually(
    'state equals the model',
    async () => {
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
    },
    { timeoutMs: 15_000 },
  );
}

it('comes to the same profiles, byte for byte, whatever the partition count and the batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      acts,
      fc.constantFrom(1, 3, 8),
      fc.integer({ min: 1, max: 40 }),
      async (list, partitions, size) => {
        const { log, store, close } = await openEmbedded({ partitions });
        const events = toEvents(list);
        const worker = await start(log, store);
        try {
          await publishInParts(log, events, size);
          await expectModel(store, partitions, events);
        } finally {
          await worker.close();
          await close();
        }
      },
    ),
    { numRuns: 10 },
  );
});

it('counts every event once through failing reads, writes, publishes and lost answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      acts,
      fc.integer({ min: 1, max: 30 }),
      fc.infiniteStream(fc.nat(9)),
      async (list, size, dice) => {
        const partitions = 3;
        const { log, store, close } = await openEmbedded({ partitions });
        const events = toEvents(list);
        let faultsLeft = 40;
        const chance: Chance = () => {
          const fails = faultsLeft > 0 && dice.next().value === 0;
          if (fails) faultsLeft--;
          return fails;
        };
        const worker = await start(faultyLog(log, chance), faultyStore(store, chance));
        try {
          await publishInParts(log, events, size);
          await expectModel(store, partitions, events);
        } finally {
          faultsLeft = 0;
          await worker.close();
          await close();
        }
      },
    ),
    { numRuns: 10 },
  );
});

it('counts every event once while workers join and leave', async () => {
  const partitions = 4;
  const { log, store, close } = await openEmbedded({ partitions });
  const events = toEvents(fc.sample(acts, { numRuns: 1, seed: 7 })[0]!);
  const first = await start(log, store);
  const half = events.length / 2;
  await publishInParts(log, events.slice(0, half), 5);
  const second = await start(log, store);
  await publishInParts(log, events.slice(half), 5);
  await first.close();
  await expectModel(store, partitions, events);
  await second.close();
  await close();
});
