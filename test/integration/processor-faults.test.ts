import type { BehaviourEvent } from '@freshet/events';
import { openSigningKey } from '@freshet/stream';
import fc from 'fast-check';
import { it } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { type Chance, faultyLog, faultyStore } from '../support/faults.ts';
import {
  acts,
  expectModel,
  publishInParts,
  startSmallWorker,
  toEvents,
} from '../support/pipeline.ts';

/** Pauses double with each failure of a partition in a row, up to seconds: not what is tested here. */
const FAULTS_PER_PLACE_MAX = 2;
const FAULT_BELOW = 0.2;
/** A failure says its seed; trying smaller inputs would take the test's whole time. */
const property = { numRuns: 10, endOnFailure: true };

it('comes to the same profiles, byte for byte, whatever the partition count and the batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      acts,
      fc.constantFrom(1, 3, 8),
      fc.integer({ min: 1, max: 40 }),
      async (list, partitions, size) => {
        await expectEachOnce(toEvents(list), { partitions, size });
      },
    ),
    property,
  );
});

it('counts every event once through failing reads, writes, publishes and lost answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      acts,
      fc.integer({ min: 1, max: 30 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (list, size, dice) => {
        const faults = new Map<string, number>();
        const chance: Chance = (place) => {
          const before = faults.get(place) ?? 0;
          const fails = before < FAULTS_PER_PLACE_MAX && dice.next().value < FAULT_BELOW;
          if (fails) faults.set(place, before + 1);
          return fails;
        };
        await expectEachOnce(toEvents(list), { partitions: 3, size, chance });
      },
    ),
    property,
  );
});

it('counts every event once while workers join and leave', async () => {
  const partitions = 4;
  const { log, store, close } = await openEmbedded({ partitions });
  const events = toEvents(fc.sample(acts, { numRuns: 1, seed: 7 })[0]!);
  const first = await startSmallWorker(log, store);
  const half = events.length / 2;
  await publishInParts(log, events.slice(0, half), 5);
  const second = await startSmallWorker(log, store);
  await publishInParts(log, events.slice(half), 5);
  await first.close();
  await expectModel(store, partitions, events);
  await second.close();
  await close();
});

/** Publishes in requests of `size`, through an engine with faults if there is a chance of them. */
async function expectEachOnce(
  events: readonly BehaviourEvent[],
  how: { readonly partitions: number; readonly size: number; readonly chance?: Chance },
): Promise<void> {
  const { partitions, size, chance = () => false } = how;
  const { log, store, close } = await openEmbedded({ partitions });
  // A worker that cannot make the key does not start, and is started again; here it has to.
  await openSigningKey(log);
  const worker = await startSmallWorker(faultyLog(log, chance), faultyStore(store, chance));
  try {
    await publishInParts(log, events, size);
    await expectModel(store, partitions, events);
  } finally {
    await worker.close();
    await close();
  }
}
