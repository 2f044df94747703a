import { partitionOf } from '@freshet/events';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, KEYED_PARTITIONS, openLog } from '../../support/log-engines.ts';
import { read, testTopic } from '../../support/log-reading.ts';

/** One record for each partition. */
const acrossPartitions = (value: string) =>
  Array.from({ length: KEYED_PARTITIONS }, (_, partition) => ({
    partition,
    value: Buffer.from(value),
  }));

describeLog('publishing atomically', (engine) => {
  it('tells the place of each record, and readers find it there', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const keys = ['a', 'b', 'c', 'd', 'a'];
    const places = await log.publisher.publishAtomically(
      topic.name,
      keys.map((key, i) => ({ key, value: Buffer.from(String(i)) })),
    );
    expect(places.map(({ partition }) => partition)).toEqual(
      keys.map((key) => partitionOf(key, KEYED_PARTITIONS)),
    );
    // Not to the end offset: Kafka's commit markers have offsets too, and are handed to nobody.
    const { records } = await read(log, topic);
    await eventually('all are read', () => expect(records).toHaveLength(keys.length));
    const found = new Map(
      records.map(({ partition, offset, value }) => [`${partition}:${offset}`, value]),
    );
    expect(places.map(({ partition, offset }) => found.get(`${partition}:${offset}`))).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('comes behind what was acknowledged before, and before what comes after it', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    for (let i = 0; i < 10; i++) {
      const records = acrossPartitions(String(i));
      if (i % 2 === 0) await log.publisher.publish(topic.name, records);
      else await log.publisher.publishAtomically(topic.name, records);
    }
    const { records } = await read(log, topic);
    await eventually('all are read', () => expect(records).toHaveLength(10 * KEYED_PARTITIONS));
    for (let partition = 0; partition < KEYED_PARTITIONS; partition++) {
      const values = records.filter((one) => one.partition === partition).map((one) => one.value);
      expect(values.map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  it('serves calls that do not wait for each other', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const calls = Array.from({ length: 60 }, (_, i) =>
      log.publisher.publishAtomically(topic.name, acrossPartitions(String(i))),
    );
    await Promise.all(calls);
    const { records } = await read(log, topic);
    await eventually('all are read', () => expect(records).toHaveLength(60 * KEYED_PARTITIONS));
    expect(log.publisher.pendingBytes).toBe(0);
  });

  it('takes nothing of a call with a record of more than 1 MB', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    const call = log.publisher.publishAtomically(topic.name, [
      { key: 'fits', value: Buffer.from('x') },
      { key: 'large', value: Buffer.alloc(1_100_000) },
    ]);
    await expect(call).rejects.toMatchObject({ code: 'LOG_RECORD_TOO_LARGE' });
    await log.publisher.publishAtomically(topic.name, [{ key: 'next', value: null }]);
    const { records } = await read(log, topic);
    await eventually('the next is read', () =>
      expect(records.map(({ key }) => key)).toEqual(['next']),
    );
  });
});
