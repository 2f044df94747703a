import { topics } from '@freshet/events';
import kafkajs from 'kafkajs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { change, list, openAdmin } from '../support/dead-letters.ts';
import { openStore } from '../support/embedded-store.ts';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { startWatchedWorker } from '../support/worker.ts';

describe.skipIf(!kafkaAvailable())('a record as large as the brokers take (Kafka)', () => {
  it('is buried whole; it does not stop its partition', async () => {
    const prefix = uniquePrefix();
    const store = openStore();
    const log = await openKafkaLog({ prefix });
    const app = await openAdmin(log);
    // Our own publisher takes no record so large, others' may.
    const value = Buffer.alloc(1_048_000, 'x');
    await produce(prefix + topics.behaviourEvents.name, value);
    const { metric } = await startWatchedWorker(log, store);
    await eventually('it is a letter', async () =>
      expect((await list(app)).letters).toMatchObject([{ offset: 0, bytes: value.length }]),
    );
    expect(await metric('freshet_partition_stopped', {})).toBe(0);
    expect(await change(app, 'redrive', { all: true })).toMatchObject({
      refused: 1,
      refusals: [{ offset: 0, code: 'LOG_RECORD_TOO_LARGE' }],
    });
    expect(await change(app, 'purge', { offset: 0 })).toMatchObject({ purged: 1 });
  });
});

async function produce(topic: string, value: Buffer): Promise<void> {
  const { Kafka, logLevel, Partitioners } = kafkajs;
  const producer = new Kafka({ brokers: [kafkaBootstrap()], logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  onTestFinished(() => producer.disconnect());
  await producer.send({ topic, messages: [{ value, partition: 0 }] });
}
