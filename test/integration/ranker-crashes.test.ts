import { FIRST_NAMESPACE, topics } from '@freshet/events';
import { rankerRef, type Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import { describe, expect, it } from 'vitest';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { failpoints } from '../support/failpoints.ts';
import { foldRanker, rankerRecords, SITES } from '../support/ranker-log.ts';
import { openStruckSite, STRUCK_WITHIN } from '../support/struck-site.ts';

const TEST_TIMEOUT_MS = 900_000;
const RECORDS = 4_000;
const RECORDS_PER_LOOK = 4;

function publish(log: Log, records: readonly Buffer[]) {
  const each = records.map((value) => ({ value, partition: 0 }));
  return log.publisher.publish(topics.rankerSamples.name, each);
}

async function expectFold(store: Store, records: readonly Buffer[]): Promise<void> {
  const expected = foldRanker(records);
  await eventually('the rankers are those of an uninterrupted run, byte for byte', async () => {
    const values = await store.get(SITES.map((site) => rankerRef(FIRST_NAMESPACE, site)));
    SITES.forEach((site, i) => {
      const found = Buffer.from(values[i] ?? []).toString('base64');
      expect(found === Buffer.from(expected.get(site)!).toString('base64'), site).toBe(true);
    });
  });
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('the ranker', () => {
  it('killed at each point of a batch while it learns comes to the same weights, byte for byte', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openStruckSite({
      partitions: 1,
      sessionTimeoutMs: 6_000,
    });
    const records = rankerRecords(3, RECORDS);
    let published = 0;
    const publishSome = (count: number) =>
      publish(log, records.slice(published, (published += count)));
    for (const point of failpoints) {
      // State is read once, and then in memory.
      const strike = `ranker/${point}@${point === 'after-read' ? 1 : 2}=SIGKILL`;
      const worker = await startWorker(strike);
      await eventually(
        `the worker is struck by ${strike}`,
        async () => {
          // Bit by bit, so that the point is reached more than once.
          if (worker.output().includes('working')) await publishSome(RECORDS_PER_LOOK);
          expect(worker.output()).toContain('struck');
        },
        STRUCK_WITHIN,
      );
      expect(await worker.exited).toBe(null);
    }
    expect(published).toBeLessThan(RECORDS);
    await publishSome(RECORDS);
    await startWorker();
    await expectFold(store, records);
  });
});
