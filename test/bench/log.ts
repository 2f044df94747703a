import { topics } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import { createKafkaLog } from '@freshet/stream/kafka';

/** A log on this Kafka, with all of Freshet's topics there. */
export async function openLog(broker: string, partitions: number): Promise<Log> {
  const log = await createKafkaLog({
    brokers: [broker],
    clientId: 'bench',
    partitions,
    replicationFactor: 1,
    logger: createLogger('bench', 'error'),
  });
  await log.admin.ensureTopics(Object.values(topics));
  return log;
}
