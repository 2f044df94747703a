import { partitionOf, topics } from '@freshet/events';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { expectInOrder, idsInLog } from '../support/accepted-events.ts';
import { kafkaAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { postJson } from '../support/http.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { uniquePrefix } from '../support/kafka-log.ts';
import { startService } from '../support/processes.ts';
import { startVisitors } from '../support/steady-visitors.ts';

const PARTITIONS = 3;
/** Whose leader is killed. */
const PARTITION = 0;
const USERS = Array.from({ length: 12 }, (_, i) => `user-${i}`);
/** A killed broker is missed after 9 s, and a new leader takes a moment. */
const patience = { timeoutMs: 90_000 };

describe.skipIf(!kafkaAvailable())('an ingest on three brokers, two in sync (Kafka)', () => {
  let kafka: KafkaCluster;
  beforeAll(async () => {
    kafka = await startKafka({ brokers: 3 });
  });
  afterAll(() => kafka?.stop());

  const startIngest = async () => {
    const prefix = uniquePrefix();
    const env = {
      KAFKA_BROKERS: kafka.bootstrap,
      KAFKA_PREFIX: prefix,
      PARTITIONS: String(PARTITIONS),
      REPLICATION_FACTOR: '3',
      JOURNAL_DIR: temporaryFolder(),
      JOURNAL_AFTER_MS: '1000',
      // Longer than the test: what the log lost is not to be mended by sending it again.
      MESSAGES_DEADLINE_MS: '600000',
    };
    const { url } = await startService('ingest', { env });
    const log = { brokers: kafka.bootstrap.split(','), partitions: PARTITIONS, prefix };
    const leader = await leaderOf(kafka, prefix + topics.behaviourEvents.name);
    return { url, log, leader };
  };

  it('goes on when the leader is killed, and loses nothing acknowledged', async () => {
    const { url, log, leader } = await startIngest();
    const visitors = startVisitors(url, USERS);
    onTestFinished(async () => void (await visitors.stop()));
    const untilAllAccepted = (what: string, count: number) => {
      const before = visitors.accepted.length;
      return eventually(
        what,
        () => {
          for (const user of USERS) {
            const more = visitors.accepted.slice(before).filter((one) => one.user === user);
            expect(more.length).toBeGreaterThan(count);
          }
        },
        patience,
      );
    };
    await untilAllAccepted('events flow', 5);
    await leader.kill('SIGKILL');
    await untilAllAccepted('all are accepted without it', 20);
    await leader.restart();
    await untilAllAccepted('all are accepted with it', 5);
    const accepted = await visitors.stop();
    expect(visitors.refused).toBe(0);
    await eventually(
      'the log has all of them',
      async () => expectInOrder(await idsInLog(log), USERS, accepted),
      patience,
    );
  });

  it('acknowledges nothing that only a leader has, which is then killed', async () => {
    const { url, log, leader } = await startIngest();
    const followers = kafka.nodes.filter((node) => node !== leader);
    const users = USERS.filter(
      (user) => partitionOf(`default/u/${user}`, PARTITIONS) === PARTITION,
    );
    const post = (id: string, userId: string) =>
      postJson(`${url}/v1/events`, { id, type: 'view', userId, itemId: 'tent' });
    await eventually('events flow', async () =>
      expect(await post('first', users[0]!)).toMatchObject({ body: { durability: 'log' } }),
    );
    for (const node of followers) {
      await node.kill('SIGSTOP');
      onTestFinished(() => node.kill('SIGCONT'));
    }
    for (const user of users) {
      expect(await post(`kept-${user}`, user)).toMatchObject({ status: 202 });
    }
    await leader.kill('SIGKILL');
    for (const node of followers) await node.kill('SIGCONT');
    await eventually(
      'the log has what was acknowledged',
      async () => {
        const inLog = await idsInLog(log);
        for (const user of users) expect(inLog.get(user) ?? []).toContain(`kept-${user}`);
      },
      patience,
    );
  });
});

/** The broker that leads the partition. */
async function leaderOf(kafka: KafkaCluster, topic: string) {
  const client = new Kafka({ brokers: kafka.bootstrap.split(','), logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  try {
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
    const { leader } = found[0]!.partitions.find(({ partitionId }) => partitionId === PARTITION)!;
    return kafka.nodes[leader - 1]!;
  } finally {
    await admin.disconnect();
  }
}
