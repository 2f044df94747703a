/**
 * A group member in a process of its own, for tests that kill or stop it. Reads from the committed
 * offsets and writes a line `handled PARTITION OFFSET` for each record and `assigned A,B` for each
 * change of its partitions.
 */
import { createLogger } from '@freshet/runtime';
import { createKafkaLog } from '@freshet/stream/kafka';
import { keyedTopic } from './topics.ts';

const [brokers = '', prefix = '', topic = '', group = '', sessionTimeoutMs = ''] =
  process.argv.slice(2);
const log = await createKafkaLog({
  brokers: brokers.split(','),
  clientId: 'member',
  partitions: 4,
  replicationFactor: 1,
  prefix,
  logger: createLogger('member', 'warn'),
  sessionTimeoutMs: Number(sessionTimeoutMs),
});
await log.admin.ensureTopics([keyedTopic(topic)]);
const consumer = await log.consume({
  group,
  topic,
  position: () => Promise.resolve('committed'),
  handle({ partition, records }) {
    for (const { offset } of records) console.log(`handled ${partition} ${offset}`);
    return Promise.resolve({ next: records.at(-1)!.offset + 1 });
  },
  onFatal(error) {
    console.log(`fatal ${error.message}`);
    process.exit(1);
  },
});
let reported = '';
setInterval(() => {
  const assigned = consumer.assigned.join(',');
  if (assigned !== reported) console.log(`assigned ${assigned}`);
  reported = assigned;
}, 20);
