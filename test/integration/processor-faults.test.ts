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

const FAULTS_IN_A_ROW_MAX = 3;

it('comes to the same profiles, byte for byte, whatever the partition count and the batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      acts,
      fc.constantFrom(1, 3, 8),
      fc.integer({ min: 1, max: 40 }),
      async (list, partitions, size) => {
        const { log, store, close } = await openEmbedded({ partitions });
        const events = toEvents(list);
        const worker = await startSmallWorker(log, store);
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
        let inARow = 0;
        const chance: Chance = () => {
          // Pauses double with each failure in a row, up to seconds: not what is tested here.
          const fails = faultsLeft > 0 && inARow < FAULTS_IN_A_ROW_MAX && dice.next().value === 0;
          if (fails) faultsLeft--;
          inARow = fails ? inARow + 1 : 0;
          return fails;
        };
        const worker = await startSmallWorker(faultyLog(log, chance), faultyStore(store, chance));
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
