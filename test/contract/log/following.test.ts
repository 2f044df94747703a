import type { Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { testTopic, text } from '../../support/log-reading.ts';

describeLog('following', (engine) => {
  it('catches up at once on an empty topic and goes on', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ cleanup: 'compact' });
    await log.admin.ensureTopics([topic]);
    const { values, caughtUp } = await follow(log, topic);
    await caughtUp;
    await publish(log, topic, 0, 3);
    await eventually('new records arrive', () =>
      expect(values.toSorted()).toEqual(['0', '1', '2']),
    );
  });

  it('has handed over all that was there when it has caught up, and goes on', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ cleanup: 'compact' });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic, 0, 3000);
    const { values, caughtUp } = await follow(log, topic);
    await caughtUp;
    expect(values).toHaveLength(3000);
    await publish(log, topic, 3000, 10);
    await eventually('new records arrive', () => expect(values).toHaveLength(3010));
    expect(new Set(values).size).toBe(3010);
  });

  it('keeps the order of each partition, for every follower', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    await publish(log, topic, 0, 500);
    const followers = await Promise.all([follow(log, topic), follow(log, topic)]);
    for (const { offsets, caughtUp } of followers) {
      await caughtUp;
      for (const [partition, { end }] of (await log.admin.offsets(topic.name)).entries()) {
        expect(offsets.get(partition) ?? []).toEqual(Array.from({ length: end }, (_, i) => i));
      }
    }
  });

  it('begins with what was appended at a moment or later, and has caught up where nothing was', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    await publish(log, topic, 0, 20);
    await eventually('the clock goes on', async () => {
      const appended = await timestamps(log, topic);
      expect(Date.now()).toBeGreaterThan(Math.max(...appended) + 1);
    });
    const since = Date.now();
    const empty = await follow(log, topic, since);
    await empty.caughtUp;
    expect(empty.values).toEqual([]);
    await publish(log, topic, 20, 20);
    const later = await follow(log, topic, since);
    await later.caughtUp;
    const expected = Array.from({ length: 20 }, (_, i) => String(20 + i)).toSorted();
    expect(later.values.toSorted()).toEqual(expected);
    await eventually('who followed before has them too', () =>
      expect(empty.values.toSorted()).toEqual(expected),
    );
  });

  it('ends through onFatal when a record cannot be taken', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic, 0, 1);
    const fatal: Error[] = [];
    const follower = await log.follow({
      topic: topic.name,
      record() {
        throw new TypeError('x is not a function');
      },
      onFatal: (error) => void fatal.push(error),
    });
    onTestFinished(() => follower.close());
    await eventually('the error comes out', () => expect(fatal).toHaveLength(1));
    expect(fatal[0]).toMatchObject({ code: 'CONSUMER_CRASHED' });
  });

  it('hands nothing over any more once it is closed', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic, 0, 5);
    const { values, caughtUp, close } = await follow(log, topic);
    await caughtUp;
    await close();
    await publish(log, topic, 5, 5);
    const other = await follow(log, topic);
    await other.caughtUp;
    expect(values).toHaveLength(5);
  });
});

async function timestamps(log: Log, topic: Topic): Promise<number[]> {
  const appended: number[] = [];
  const follower = await log.follow({
    topic: topic.name,
    record: ({ timestamp }) => void appended.push(timestamp),
    onFatal: () => {},
  });
  await follower.caughtUp;
  await follower.close();
  return appended;
}

async function follow(log: Log, topic: Topic, since?: number) {
  const values: string[] = [];
  const offsets = new Map<number, number[]>();
  const fatal: Error[] = [];
  const follower = await log.follow({
    topic: topic.name,
    ...(since === undefined ? {} : { since }),
    record({ offset, value }, partition) {
      values.push(text(value)!);
      offsets.set(partition, [...(offsets.get(partition) ?? []), offset]);
    },
    onFatal: (error) => void fatal.push(error),
  });
  onTestFinished(async () => {
    await follower.close();
    expect(fatal).toEqual([]);
  });
  return { values, offsets, caughtUp: follower.caughtUp, close: () => follower.close() };
}

async function publish(log: Log, topic: Topic, from: number, count: number): Promise<void> {
  const values = Array.from({ length: count }, (_, i) => String(from + i));
  await log.publisher.publish(
    topic.name,
    values.map((value) => ({ key: `key-${value}`, value: Buffer.from(value) })),
  );
}
