import { Registry } from '@freshet/runtime';
import { createProcessorMetrics, type Log, type Processor, runProcessor } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { keyedTopic } from '../support/topics.ts';

const topic = keyedTopic('numbers');
const RECORDS = 20;

/** Counts records in memory; nothing but its end makes it write. */
function counting(seen: { count: number }): Processor<1, number, never> {
  return {
    group: 'counting',
    input: topic,
    codec: { encode: (count) => Buffer.of(count), decode: ([count]) => count! },
    stateTtlS: 60,
    flushIntervalMs: 3_600_000,
    flushKeysMax: 100,
    decode: () => ({ inputs: [1] }),
    key: () => 'all',
    at: () => 0,
    receivedAt: () => 0,
    process(_, count = 0) {
      seen.count++;
      return { state: count + 1, outputs: [] };
    },
  };
}

it('writes what it did before it leaves its group, and begins nothing more', async () => {
  const { log, store, close } = await openEmbedded({ partitions: 1 });
  onTestFinished(close);
  await log.admin.ensureTopics([topic]);
  const publish = () =>
    log.publisher.publish(
      topic.name,
      Array.from({ length: RECORDS }, () => ({ key: 'k', value: Buffer.of(1) })),
    );
  const order: string[] = [];
  const watched: Log = {
    ...log,
    async consume(subscription) {
      const consumer = await log.consume(subscription);
      return {
        get assigned() {
          return consumer.assigned;
        },
        seek: (...place) => consumer.seek(...place),
        async close() {
          // What comes while it ends is for whoever takes over.
          await publish();
          await consumer.close();
          order.push('left');
        },
      };
    },
  };
  const seen = { count: 0 };
  const running = await runProcessor(counting(seen), {
    log: watched,
    store: {
      ...store,
      apply(change) {
        order.push(`written up to ${change.next.next}`);
        return store.apply(change);
      },
    },
    namespace: { name: 'main', from: [], to: null },
    logger: quietLogger,
    metrics: createProcessorMetrics(new Registry()),
    clock: () => 0,
    cacheKeysMax: 10,
    onFatal(error) {
      throw error;
    },
  });
  await publish();
  await eventually('all is processed', () => expect(seen.count).toBe(RECORDS));
  expect(order).toEqual([]);
  await running.close();
  expect(order).toEqual([`written up to ${RECORDS}`, 'left']);
  expect(seen.count).toBe(RECORDS);
});
