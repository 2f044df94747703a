import { FIRST_NAMESPACE, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import { createRedisStore } from '@freshet/store/redis';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDeployment } from '../support/deployment.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { openKafkaLog } from '../support/kafka-log.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';

const PARTITIONS = 3;
const events = fc
  .sample(acts, { numRuns: 4, seed: 11 })
  .flatMap((list, i) => toEvents(list).map((event) => ({ ...event, id: `${i}-${event.id}` })));
const half = Math.floor(events.length / 2);

/** Worker and API on real engines, and a client of the same Redis to do harm with. */
async function start(logger: Logger = quietLogger) {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const store = await createRedisStore({ url: redis.url, logger: quietLogger });
  onTestFinished(() => store.close());
  const harm = new Redis(redis.url);
  onTestFinished(() => harm.disconnect());
  const log = await openKafkaLog({ partitions: PARTITIONS });
  await log.admin.ensureTopics(Object.values(topics));
  const deployment = await startDeployment({ log, store }, PARTITIONS, { logger });
  return { log, store, harm, deployment };
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a Redis that lost (Kafka)', () => {
  it('everything is noticed without new events, and rebuilt', async () => {
    const { log, store, harm, deployment } = await start();
    await publishInParts(log, events, 10);
    await expectModel(store, PARTITIONS, events);
    await harm.flushall();
    await expectModel(store, PARTITIONS, events);
    expect(await deployment.metrics()).toMatch(/freshet_processor_rebuilds_total\{group="items"\}/);
  });

  it('everything in the middle of traffic is rebuilt, and nothing counts twice', async () => {
    const { log, store, harm } = await start();
    await publishInParts(log, events.slice(0, half), 3);
    await harm.flushall();
    await publishInParts(log, events.slice(half), 3);
    await harm.flushall();
    await expectModel(store, PARTITIONS, events);
  });

  it.for([
    { lost: 'a fence', keys: [''] },
    { lost: 'a fence and the mark of its beginning', keys: ['', '/\u0000begun'] },
  ])(
    '$lost beside state stops that partition, and a rebuilt namespace mends it',
    async ({ keys }) => {
      const errors: { err: { code: string; message: string } }[] = [];
      const error = (fields: object) => void errors.push(fields as (typeof errors)[number]);
      const { log, store, harm, deployment } = await start({ ...quietLogger, error });
      await publishInParts(log, events.slice(0, half), 10);
      await expectModel(store, PARTITIONS, events.slice(0, half));
      const fences = await harm.keys(`{*}${FIRST_NAMESPACE}/profiles`);
      expect(fences).toHaveLength(PARTITIONS);
      await harm.unlink(...keys.map((key) => fences[0]! + key));
      await eventually('the partition has stopped', async () => {
        expect(await deployment.metrics()).toMatch(/freshet_partition_stopped\{[^}]*\} 1/);
      });
      expect(errors[0]!.err).toMatchObject({
        code: 'STORE_FENCE_MISSING',
        message: expect.stringContaining('freshet replay-log --group profiles --from earliest'),
      });

      const url = '/v1/admin/namespaces';
      await deployment.app.inject({ method: 'POST', url, payload: { name: 'n2' } });
      await publishInParts(log, events.slice(half), 10);
      await eventually('it is live', async () => {
        const swapped = await deployment.app.inject({ method: 'POST', url: `${url}/n2/live` });
        expect(swapped.statusCode, swapped.body).toBe(202);
      });
      await expectModel(store, PARTITIONS, events, 'n2');
    },
  );
});
