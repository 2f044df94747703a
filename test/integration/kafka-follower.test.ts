import { createKafkaLog } from '@freshet/stream/kafka';
import { describe, expect, it } from 'vitest';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { uniquePrefix } from '../support/kafka-log.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { keyedTopic } from '../support/topics.ts';

describe.skipIf(!kafkaAvailable())('follower (Kafka)', () => {
  it('drops its group once, however often it is closed', async () => {
    const said: string[] = [];
    const log = await createKafkaLog({
      brokers: kafkaBootstrap().split(','),
      clientId: 'test',
      partitions: 2,
      replicationFactor: 1,
      prefix: uniquePrefix(),
      logger: { ...quietLogger, debug: (_fields, message) => void said.push(message) },
    });
    await log.admin.ensureTopics([keyedTopic('visits')]);
    const follower = await log.follow({
      topic: 'visits',
      record() {},
      onFatal: (error) => expect.unreachable(error.message),
    });
    await follower.caughtUp;
    await follower.close();
    // The log closes all its readers.
    await log.close();
    expect(said).not.toContain('throwaway group not deleted');
  });
});
