import { topics } from '@freshet/events';
import { createRedisStore } from '@freshet/store/redis';
import fc from 'fast-check';
import { describe, it, onTestFinished } from 'vitest';
import { quietLogger } from '../support/quiet-logger.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { openKafkaLog } from '../support/kafka-log.ts';
import {
  acts,
  expectModel,
  publishInParts,
  startSmallWorker,
  toEvents,
} from '../support/pipeline.ts';
import { startRedis } from '../support/redis.ts';

/** The embedded engine is held to the same model, byte for byte, in processor-faults.test.ts. */
describe.skipIf(!kafkaAvailable() || !redisAvailable())('profiles (Kafka and Redis)', () => {
  it.for([
    { partitions: 1, size: 7 },
    { partitions: 5, size: 1 },
    { partitions: 12, size: 40 },
  ])(
    'are the embedded ones, byte for byte, on $partitions partition(s) in requests of $size',
    async ({ partitions, size }) => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const store = await createRedisStore({ url: redis.url, logger: quietLogger });
      onTestFinished(() => store.close());
      const log = await openKafkaLog({ partitions });
      await log.admin.ensureTopics(Object.values(topics));
      const worker = await startSmallWorker(log, store);
      onTestFinished(() => worker.close());
      const events = fc
        .sample(acts, { numRuns: 5, seed: 42 })
        .flatMap((list, i) =>
          toEvents(list).map((event) => ({ ...event, id: `${i}-${event.id}` })),
        );
      await publishInParts(log, events, size);
      await expectModel(store, partitions, events);
    },
  );
});
