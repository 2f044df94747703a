import { createServer } from 'node:net';
import type { Topic } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { createKafkaLog } from '@freshet/stream/kafka';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { freePorts } from '../support/free-port.ts';
import { recorder } from '../support/recorder.ts';
import { keyedTopic } from '../support/topics.ts';

const options = {
  clientId: 'test',
  partitions: 4,
  replicationFactor: 1,
  logger: createLogger('test', 'silent'),
};

describe('start without brokers', () => {
  it('names the brokers when nothing listens there', async () => {
    const [port] = await freePorts(1);
    const brokers = [`127.0.0.1:${port}`];
    await expect(createKafkaLog({ ...options, brokers })).rejects.toMatchObject({
      code: 'LOG_UNREACHABLE',
      message: expect.stringContaining(brokers[0]!),
    });
  });

  it('gives up within seconds when what listens there does not answer', async () => {
    const port = await listenInSilence();
    const started = Date.now();
    await expect(
      createKafkaLog({ ...options, brokers: [`127.0.0.1:${port}`] }),
    ).rejects.toMatchObject({ code: 'LOG_UNREACHABLE' });
    // The retries would take a minute.
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});

describe.skipIf(!kafkaAvailable())('start (Kafka)', () => {
  it('says what to do about a topic with another partition count', async () => {
    const prefix = uniquePrefix();
    const first = await openKafkaLog({ prefix, partitions: 3 });
    await first.admin.ensureTopics([keyedTopic('visits')]);
    const second = await openKafkaLog({ prefix, partitions: 6 });
    await expect(second.admin.ensureTopics([keyedTopic('visits')])).rejects.toMatchObject({
      code: 'LOG_TOPIC_MISMATCH',
      message: expect.stringMatching(/visits" has 3 partitions.* expects 6\. Set PARTITIONS=3/),
    });
  });

  it('says why the brokers do not create a topic', async () => {
    const log = await openKafkaLog({ replicationFactor: 3 });
    await expect(log.admin.ensureTopics([keyedTopic('visits')])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/replication factor 3.*Replication-factor is invalid/),
    });
  });

  it('creates topics once when several services start at the same time', async () => {
    const prefix = uniquePrefix();
    const logs = await Promise.all([1, 2, 3].map(() => openKafkaLog({ prefix })));
    await Promise.all(logs.map((log) => log.admin.ensureTopics([keyedTopic('visits')])));
    expect(await logs[0]!.admin.offsets('visits')).toHaveLength(4);
  });

  it('says that a topic does not exist instead of waiting for it', async () => {
    const log = await openKafkaLog();
    await expect(log.consume(recorder('readers', 'behaviour.events'))).rejects.toMatchObject({
      code: 'LOG_TOPIC_MISMATCH',
      message: expect.stringContaining('does not exist'),
    });
  });

  it('follows a compacted topic from its start to its end and onwards', async () => {
    const log = await openKafkaLog();
    const table: Topic = { name: 'table', kind: 'table', partitions: 2, cleanup: 'compact' };
    await log.admin.ensureTopics([table]);
    const publish = (keys: readonly string[]) =>
      log.publisher.publish(
        'table',
        keys.map((key) => ({ key, value: Buffer.from(key) })),
      );
    await publish(['a', 'b', 'c']);
    const keys: string[] = [];
    const follower = await log.follow({
      topic: 'table',
      record: ({ key }) => keys.push(String(key)),
      onFatal: () => undefined,
    });
    await follower.caughtUp;
    expect(keys.toSorted()).toEqual(['a', 'b', 'c']);
    await publish(['d']);
    await eventually('the new one is handed over', () => expect(keys.at(-1)).toBe('d'));
  });
});

/** Takes connections and never says a word. */
async function listenInSilence(): Promise<number> {
  const [port] = await freePorts(1);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return port!;
}
