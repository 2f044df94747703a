import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { expectCounted, expectInOrder, idsInLog } from '../support/accepted-events.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { uniquePrefix } from '../support/kafka-log.ts';
import { startService } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';
import { startVisitors } from '../support/steady-visitors.ts';

const PARTITIONS = 4;
const USERS = Array.from({ length: 12 }, (_, i) => `user-${i}`);
const KILLS = 2;
const patience = { timeoutMs: 60_000 };

describe.skipIf(!kafkaAvailable() || !redisAvailable())('an ingest (Kafka, Redis)', () => {
  let kafka: KafkaCluster;
  beforeAll(async () => {
    kafka = await startKafka({ brokers: 1 });
  });
  afterAll(() => kafka?.stop());

  it.for([
    { held: 'by the log alone', JOURNAL_AFTER_MS: '60000' },
    { held: 'in the journal', JOURNAL_AFTER_MS: '200' },
  ])(
    'killed in the middle of requests has every event with a 2xx counted exactly once, held $held',
    async ({ JOURNAL_AFTER_MS }) => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const env = {
        KAFKA_BROKERS: kafka.bootstrap,
        KAFKA_PREFIX: uniquePrefix(),
        REDIS_URL: redis.url,
        PARTITIONS: String(PARTITIONS),
        JOURNAL_DIR: temporaryFolder(),
        JOURNAL_AFTER_MS,
      };
      await startService('worker', { env });
      const port = (await freePorts(1))[0]!;
      let ingest = await startService('ingest', { env, port });
      const visitors = startVisitors(ingest.url, USERS);
      onTestFinished(async () => void (await visitors.stop()));
      const untilAccepted = (more: number) => {
        const aim = visitors.accepted.length + more;
        return eventually(
          'more is accepted',
          () => expect(visitors.accepted.length).toBeGreaterThan(aim),
          patience,
        );
      };
      for (let kill = 0; kill < KILLS; kill++) {
        await untilAccepted(100);
        // A broker that stands still holds every request between its arrival and its answer.
        await kafka.nodes[0]!.kill('SIGSTOP');
        onTestFinished(() => kafka.nodes[0]!.kill('SIGCONT'));
        if (JOURNAL_AFTER_MS === '200') await untilAccepted(100);
        else await untilHeld(ingest.url, USERS.length / 2);
        const refused = visitors.refused;
        await ingest.kill('SIGKILL');
        await kafka.nodes[0]!.kill('SIGCONT');
        ingest = await startService('ingest', { env, port });
        expect(visitors.refused).toBeGreaterThan(refused);
      }
      await untilAccepted(100);
      const accepted = await visitors.stop();
      const brokers = kafka.bootstrap.split(',');
      const log = { brokers, partitions: PARTITIONS, prefix: env.KAFKA_PREFIX };
      await eventually(
        'the log has all of them',
        async () => expectInOrder(await idsInLog(log), USERS, accepted),
        patience,
      );
      await expectCounted({ url: env.REDIS_URL, partitions: PARTITIONS }, USERS, accepted);
    },
  );
});

/** Waits until the publisher holds records of at least so many requests. */
async function untilHeld(url: string, requests: number): Promise<void> {
  await eventually('requests wait for the log', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const bytes = /^freshet_ingest_pending_bytes (\d+)$/m.exec(metrics)?.[1];
    expect(Number(bytes)).toBeGreaterThan(requests * 50);
  });
}
