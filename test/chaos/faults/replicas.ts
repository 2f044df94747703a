import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '../../support/eventually.ts';
import type { KafkaCluster } from '../../support/kafka.ts';

export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** Who has a partition, by broker id. */
interface Replicas {
  /** −1 between two leaders. */
  readonly leader: number;
  readonly inSync: readonly number[];
}

/** On two cores that everything else uses as well. */
const PATIENCE = { timeoutMs: 90_000 };

export async function replicasOf(kafka: KafkaCluster, place: Place): Promise<Replicas> {
  return asked(kafka, place, (look) => look());
}

/** Waits until the partition is where `is` wants it, as `is` has it. */
export async function untilReplicas(
  kafka: KafkaCluster,
  place: Place,
  what: string,
  is: (replicas: Replicas) => boolean,
): Promise<void> {
  await asked(kafka, place, (look) =>
    eventually(
      what,
      async () => {
        const replicas = await look();
        if (!is(replicas)) throw new Error(JSON.stringify(replicas));
      },
      PATIENCE,
    ),
  );
}

async function asked<T>(
  { bootstrap }: KafkaCluster,
  { topic, partition }: Place,
  work: (look: () => Promise<Replicas>) => Promise<T>,
): Promise<T> {
  const kafka = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(async () => {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
      const one = found[0]!.partitions.find(({ partitionId }) => partitionId === partition)!;
      return { leader: one.leader, inSync: one.isr };
    });
  } finally {
    await admin.disconnect();
  }
}
