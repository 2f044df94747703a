import { topics } from '@freshet/events';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { askDoctor, expectFound } from '../support/doctor.ts';
import { allBut, connectTopics, doctorSettings, PARTITIONS } from '../support/doctored-topics.ts';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { distributedForm, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { uniquePrefix } from '../support/kafka-log.ts';
import { startRedis } from '../support/redis.ts';

describe.skipIf(!kafkaAvailable() || !redisAvailable())('freshet doctor (Kafka, Redis)', () => {
  it('has nothing to say of a healthy deployment', async () => {
    const redis = await startRedis({ appendonly: true });
    onTestFinished(() => redis.stop());
    const env = {
      REDIS_URL: redis.url,
      KAFKA_BROKERS: kafkaBootstrap(),
      KAFKA_PREFIX: uniquePrefix(),
      PARTITIONS: String(PARTITIONS),
      JOURNAL_DIR: temporaryFolder(),
    };
    const { ingestUrl, apiUrl } = await distributedForm.start({ partitions: PARTITIONS, env });
    await postJson(`${ingestUrl}/v1/events`, { type: 'view', userId: 'ada', itemId: 'tent' });
    await eventually('it is in the profile', async () => {
      expect(await getJson(`${apiUrl}/v1/profiles?userId=ada`)).toMatchObject({ events: 1 });
    });
    const report = await askDoctor(env);
    expect(report.faults).toEqual([]);
    expect(report.code).toBe(0);
    const checks = new Set(report.findings.map(({ check }) => check));
    for (const name of ['kafka', 'topics', 'replicas', 'groups', 'schemas', 'redis', 'memory']) {
      expect(checks).toContain(name);
    }
  });
});

describe.skipIf(!kafkaAvailable())('freshet doctor on three brokers (Kafka)', () => {
  let kafka: KafkaCluster;
  beforeAll(async () => {
    kafka = await startKafka({ brokers: 3 });
  });
  afterAll(() => kafka?.stop());

  it('finds that one of them is away, and copies fewer than asked for', async () => {
    const prefix = uniquePrefix();
    const { log, admin, close } = await connectTopics(kafka.bootstrap, prefix, 3);
    onTestFinished(async () => void (await close()));
    await log.admin.ensureTopics(allBut(topics.itemStats));
    const two = {
      topic: prefix + topics.itemStats.name,
      numPartitions: PARTITIONS,
      replicationFactor: 2,
    };
    // kafkajs waits for leaders, but gives up on a broker that does not know the topic yet.
    await admin.createTopics({ topics: [two], waitForLeaders: false });
    const env = { ...(await doctorSettings(kafka.bootstrap, prefix)), REPLICATION_FACTOR: '3' };
    const before = await eventually('all brokers know the topic', async () => {
      const report = await askDoctor(env);
      expectFound(report, {
        fault: 'fewer copies',
        check: 'replicas',
        verdict: 'problem',
        says: /Partitions of item\.stats have fewer copies than REPLICATION_FACTOR=3/,
        mend: /kafka-reassign-partitions\.sh/,
      });
      return report;
    });
    expect(before.faults.map(({ says }) => says).join()).not.toContain('lack copies in sync');
    await kafka.nodes[2]!.kill('SIGKILL');
    await eventually(
      'it is missed',
      async () => {
        expectFound(await askDoctor(env), {
          fault: 'a broker that is away',
          check: 'replicas',
          verdict: 'problem',
          says: /behaviour\.events: 4 of 4 partitions lack copies in sync, those of broker 3\./,
          mend: /Start broker 3 again/,
        });
      },
      { timeoutMs: 180_000 },
    );
  });
});
