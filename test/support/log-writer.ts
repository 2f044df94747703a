import { openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { quietLogger } from './quiet-logger.ts';
import { keyedTopic } from './topics.ts';

/**
 * Child process of the crash tests: eight publishers append numbered records for ever and write down
 * each acknowledged one as a line `partition offset value`. Ends with the code of the first failure.
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
    const padded = Buffer.from(value.padEnd(1 << (last % 16)));
    const [place] = await log.publisher.publish(topic.name, [{ key: value, value: padded }]);
    process.stdout.write(`${place!.partition} ${place!.offset} ${value}\n`);
  }
}

try {
  await Promise.race(Array.from({ length: 8 }, publish));
} catch (error) {
  process.stdout.write(`failed ${(error as { code?: string }).code}\n`);
  process.exit(1);
}
