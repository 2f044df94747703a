import { topics } from '@freshet/events';
import { createRedisStore } from '@freshet/store/redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { behaviourEvent } from '../support/events.ts';
import { freePorts } from '../support/free-port.ts';
import { getJson } from '../support/http.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { expectModel, publishInParts } from '../support/pipeline.ts';
import {
  commands,
  startProcess,
  startService,
  untilReady,
  stripTypes,
} from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';

const PARTITIONS = 2;
/** The watchdog waits for a minute, and the end of the process for a hung handler's. */
const TEST_TIMEOUT_MS = 240_000;

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a worker (Kafka, Redis)', () => {
  it(
    'whose handler hangs ends with the reason, and its successor counts everything once',
    async () => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const prefix = uniquePrefix();
      const [port] = await freePorts(1);
      const env = {
        KAFKA_BROKERS: kafkaBootstrap(),
        KAFKA_PREFIX: prefix,
        REDIS_URL: redis.url,
        PARTITIONS: String(PARTITIONS),
        HOST: '127.0.0.1',
        LOG_LEVEL: 'warn',
      };
      const imports = [...stripTypes, '--import', './test/support/hanging-reads.js'];
      const hung = startProcess({
        command: [process.execPath, ...imports, ...commands.worker],
        env: { ...env, PORT: String(port) },
      });
      const ready = `http://127.0.0.1:${port}/health/ready`;
      await untilReady('worker', hung, async () => void (await getJson(ready)));
      const log = await openKafkaLog({ partitions: PARTITIONS, prefix });
      await log.admin.ensureTopics(Object.values(topics));
      const events = ['ada', 'kim', 'bob', 'kim', 'ada'].map((userId, i) =>
        behaviourEvent({ id: `event-${i}`, userId, at: 1.7e12 + i * 60_000 }),
      );
      await publishInParts(log, events, 1);
      expect(await hung.exited, hung.output()).toBe(1);
      expect(hung.output()).toMatch(
        /handle of group profiles for behaviour\.events.*HANDLER_HUNG/s,
      );
      await startService('worker', { env });
      const store = await createRedisStore({ url: redis.url, logger: quietLogger });
      onTestFinished(() => store.close());
      await expectModel(store, PARTITIONS, events);
    },
    TEST_TIMEOUT_MS,
  );
});
