import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { eventGroups, failpoints } from '../support/failpoints.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';
import type { RunningService } from '../support/processes.ts';
import { openStruckSite, STRUCK_WITHIN } from '../support/struck-site.ts';

const PARTITIONS = 2;
const SITE = { partitions: PARTITIONS, sessionTimeoutMs: 3_000 };
const TEST_TIMEOUT_MS = 1_200_000;
/** Where nothing of the batch is left to be written. */
const AFTER_APPLY: ReadonlySet<string> = new Set(['applied', 'before-resolve']);
const events = toEvents(fc.sample(acts, { numRuns: 10, seed: 11 }).flat());

/** The events in so many parts: each strike meets new ones. */
function* inParts(count: number) {
  const size = Math.ceil(events.length / count);
  for (let i = 0; i < count; i++) yield events.slice(i * size, (i + 1) * size);
}

async function untilStruck(worker: RunningService, strike: string): Promise<void> {
  await eventually(
    `the worker is struck by ${strike}`,
    () => expect(worker.output()).toContain('struck'),
    STRUCK_WITHIN,
  );
}

/** It finds that another owner has moved the fence which its write was to move. */
async function untilOutrun({ url, output }: RunningService, group: string): Promise<void> {
  await eventually(
    'the one that wakes up is outrun',
    async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics, output()).toMatch(
        new RegExp(`^freshet_processor_stale_writes_total\\{group="${group}"\\} [1-9]`, 'm'),
      );
    },
    STRUCK_WITHIN,
  );
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a worker', () => {
  it('killed at each point of a batch, in each group, leaves every event counted once', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openStruckSite(SITE);
    const strikes = eventGroups.flatMap((group) =>
      failpoints.map((point) => `${group}/${point}@2=SIGKILL`),
    );
    const parts = inParts(strikes.length);
    for (const strike of strikes) {
      const worker = await startWorker(strike);
      await publishInParts(log, parts.next().value!, 3);
      await untilStruck(worker, strike);
      expect(await worker.exited).toBe(null);
    }
    await startWorker();
    await expectModel(store, PARTITIONS, events);
  });

  it('stopped beyond its session at each point of a batch does no harm when it wakes up', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openStruckSite(SITE);
    const places = eventGroups.flatMap((group) => failpoints.map((point) => ({ group, point })));
    const parts = inParts(3 * places.length);
    let published = 0;
    const publishPart = async () => {
      const part = parts.next().value!;
      published += part.length;
      await publishInParts(log, part, 3);
    };
    for (const { group, point } of places) {
      const strike = `${group}/${point}@1=SIGSTOP`;
      const sleeper = await startWorker(strike);
      await publishPart();
      await untilStruck(sleeper, strike);
      const successor = await startWorker();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      // Beyond the batch at hand: who stands where its write would lead takes it for written.
      await publishPart();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      await sleeper.kill('SIGCONT');
      if (!AFTER_APPLY.has(point)) await untilOutrun(sleeper, group);
      await publishPart();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      await Promise.all([sleeper.kill('SIGKILL'), successor.kill('SIGKILL')]);
    }
  });
});
