import { openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { quietLogger } from './quiet-logger.ts';
import { keyedTopic } from './topics.ts';

/**
 * Child process of the crash test: eight publishers append numbered records for ever and write each
 * acknowledged one down as a line `partition offset value`.
 */
const dir = process.argv[2]!;
const topic = keyedTopic('written');
const log = createEmbeddedLog({
  environment: openEnvironment(dir),
  partitions: 4,
  logger: quietLogger,
});
await log.admin.ensureTopics([topic]);

let last = 0;
async function publish(): Promise<never> {
  for (;;) {
    last += 1;
    const value = `${process.pid}-${last}`;
    // Sizes from bytes to several pages, so that the process dies in every kind of write.
    const padded = Buffer.from(value.padEnd(1 << (last % 16)));
    const [place] = await log.publisher.publish(topic.name, [{ key: value, value: padded }]);
    process.stdout.write(`${place!.partition} ${place!.offset} ${value}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, publish));
