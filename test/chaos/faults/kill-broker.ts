import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@freshet/events';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaCluster } from '../../support/kafka.ts';
import type { Fault } from '../fault.ts';
import { type DistributedStage, PARTITIONS } from '../system/distributed.ts';

/** SIGKILL of the broker that leads a partition; the others elect a new leader, then it comes back. */
export const killBroker: Fault<DistributedStage> = (random) => {
  const topic = random.pick([topics.behaviourEvents.name, topics.itemSignals.name]);
  const partition = random.whole(0, PARTITIONS);
  // Missed after 9 s: some are back before anybody elects a new leader.
  const goneMs = random.whole(3_000, 12_000);
  return {
    subject: 'broker',
    what: `SIGKILL of the leader of ${topic}/${partition} for ${goneMs} ms`,
    async strike({ kafka, trace }) {
      const id = await leaderOf(kafka, topic, partition);
      const node = kafka.nodes[id - 1]!;
      trace.note(`broker ${id} (process ${node.pid}): SIGKILL`);
      await node.kill('SIGKILL');
      await trace.keep(`broker-${id}.${Date.now()}.log`, await node.output());
      await delay(goneMs);
      await node.restart();
    },
  };
};

async function leaderOf(
  { bootstrap }: KafkaCluster,
  topic: string,
  partition: number,
): Promise<number> {
  const kafka = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
    const { leader } = found[0]!.partitions.find(({ partitionId }) => partitionId === partition)!;
    // Between two leaders there is none; then any broker will do.
    return leader > 0 ? leader : 1;
  } finally {
    await admin.disconnect();
  }
}
