import { partitionOf } from '@freshet/events';
import type { OutgoingRecord, Place } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, KEYED_PARTITIONS, openLog } from '../../support/log-engines.ts';
import { read, readAll, testTopic } from '../../support/log-reading.ts';

const hostileKeys = [
  '',
  ' ',
  '__proto__',
  'constructor',
  '{p0}:u:{}',
  'line\nbreak',
  'nul\u0000byte',
  'Käse/🧀/東京',
  '\u{10ffff}',
  'x'.repeat(2000),
];

describeLog('publishing', (engine) => {
  it('tells the place at which each record lies', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const calls = Array.from({ length: 40 }, (_, call) =>
      Array.from({ length: 1 + (call % 7) }, (_unused, i) => ({
        value: Buffer.from(`${call}.${i}`),
        ...(i % 3 === 0 ? { key: `k${call}` } : i % 3 === 1 ? { partition: call % 4 } : {}),
      })),
    );
    const places = await Promise.all(
      calls.map((records) => log.publisher.publish(topic.name, records)),
    );
    const found = new Map(
      (await readAll(log, topic)).map(({ partition, offset, value }) => [
        `${partition}:${offset}`,
        value,
      ]),
    );
    for (const [call, records] of calls.entries()) {
      expect(places[call]).toHaveLength(records.length);
      for (const [i, { value }] of records.entries()) {
        expect(found.get(at(places[call]![i]!))).toBe(value.toString());
      }
    }
    expect(found.size).toBe(calls.flat().length);
  });

  it('puts a keyed record where murmur2 says, whatever the key', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const keys = [...hostileKeys, ...Array.from({ length: 50 }, (_, i) => `user-${i}`)];
    const places = await log.publisher.publish(
      topic.name,
      keys.map((key) => ({ key, value: Buffer.from(key) })),
    );
    expect(places.map(({ partition }) => partition)).toEqual(
      keys.map((key) => partitionOf(key, KEYED_PARTITIONS)),
    );
    const records = await readAll(log, topic);
    expect(new Set(records.map(({ key }) => key))).toEqual(new Set(keys));
    for (const { key, value } of records) expect(value).toBe(key);
  });

  it('prefers a given partition to the key', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const records = [0, 1, 2, 3].map((partition) => ({ key: 'same', value: null, partition }));
    const places = await log.publisher.publish(topic.name, records);
    expect(places).toEqual([0, 1, 2, 3].map((partition) => ({ partition, offset: 0 })));
  });

  it('keeps the keyless records of a call together and uses every partition over many calls', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const used = new Set<number>();
    for (let call = 0; call < 2 * KEYED_PARTITIONS; call++) {
      const records = Array.from({ length: 5 }, () => ({ value: Buffer.from('x') }));
      const places = await log.publisher.publish(topic.name, records);
      const partitions = new Set(places.map(({ partition }) => partition));
      expect(partitions.size).toBe(1);
      for (const partition of partitions) used.add(partition);
    }
    expect(used).toEqual(new Set([0, 1, 2, 3]));
  });

  it('keeps the order of calls that do not wait for each other', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const calls = Array.from({ length: 300 }, (_, i) =>
      log.publisher.publish(topic.name, [record('one', i), record('two', i)]),
    );
    await Promise.all(calls);
    const records = await readAll(log, topic);
    for (const key of ['one', 'two']) {
      const values = records.filter((r) => r.key === key).map(({ value }) => Number(value));
      expect(values).toEqual(Array.from({ length: 300 }, (_, i) => i));
    }
  });

  it('returns values of every size unchanged, and null as null', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    const sizes = [0, 1, 2, 255, 4096, 65_535, 200_000, 900_000];
    const values = [...sizes.map((size) => Buffer.alloc(size, size % 251)), null];
    await log.publisher.publish(
      topic.name,
      values.map((value) => ({ key: 'k', value })),
    );
    const received: (Uint8Array | null)[] = [];
    await read(log, topic, {
      async handle({ records }) {
        received.push(...records.map(({ value }) => value));
        return { next: records.at(-1)!.offset + 1 };
      },
    });
    await eventually('all values are read', () => expect(received.length).toBe(values.length));
    for (const [i, value] of values.entries()) {
      const same = value === null ? received[i] === null : value.equals(received[i]!);
      expect(same, `value ${i}`).toBe(true);
    }
  });

  it('takes nothing of a call with a record of more than 1 MB', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    const call = log.publisher.publish(topic.name, [
      record('fits', 1),
      { key: 'large', value: Buffer.alloc(1_100_000) },
    ]);
    await expect(call).rejects.toMatchObject({ code: 'LOG_RECORD_TOO_LARGE' });
    await log.publisher.publish(topic.name, [record('next', 2)]);
    expect((await readAll(log, topic)).map(({ key }) => key)).toEqual(['next']);
  });

  it('refuses what passes its buffer and writes all that it took', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    const value = Buffer.alloc(900_000);
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => log.publisher.publish(topic.name, [{ value }])),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'PUBLISHER_FULL' });
    const ends = (await log.admin.offsets(topic.name)).map(({ end }) => end);
    expect(ends).toEqual([100 - refused.length]);
    expect(log.publisher.pendingBytes).toBe(0);
    await log.publisher.publish(topic.name, [{ value }]);
  });

  it('tells the result of each record of a call, in order within a partition', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const records = Array.from({ length: 40 }, (_, i) => ({
      ...record(`k${i % 7}`, i),
      ack: i % 5 === 0 ? ('none' as const) : ('all' as const),
    }));
    const results = new Map<number, Place>();
    log.publisher.submit(topic.name, records, {
      written(index, place) {
        expect(results.has(index)).toBe(false);
        results.set(index, place);
      },
      failed(_, error) {
        throw error;
      },
    });
    expect(results.size).toBe(0);
    await eventually('all are told', () => expect(results.size).toBe(records.length));
    const found = await readAll(log, topic);
    for (const [index, { partition, offset }] of results) {
      const { key, value, ack } = records[index]!;
      expect(partition).toBe(partitionOf(key!, KEYED_PARTITIONS));
      expect(offset >= 0).toBe(ack === 'all');
      if (offset < 0) continue;
      const there = found.find((one) => one.partition === partition && one.offset === offset);
      expect(there).toMatchObject({ value: String(value) });
    }
    for (let partition = 0; partition < KEYED_PARTITIONS; partition++) {
      const offsets = [...results.values()].filter(
        (place) => place.partition === partition && place.offset >= 0,
      );
      expect(offsets).toEqual(offsets.toSorted((a, b) => a.offset - b.offset));
    }
  });

  it('answers ack none at once and without offsets', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const places = await log.publisher.publish(topic.name, [{ ...record('k', 7), ack: 'none' }]);
    expect(places).toEqual([{ partition: partitionOf('k', KEYED_PARTITIONS), offset: -1 }]);
    const { records } = await read(log, topic);
    await eventually('the record arrives', () => expect(records).toHaveLength(1));
  });

  it('answers ack leader with the offset', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await log.publisher.publish(topic.name, [record('k', 1)]);
    const places = await log.publisher.publish(topic.name, [{ ...record('k', 2), ack: 'leader' }]);
    expect(places).toEqual([{ partition: 0, offset: 1 }]);
  });

  it('writes what it took before it closes, and takes nothing afterwards', async () => {
    const home = await engine.createHome();
    const log = await home.open();
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const taken = Array.from({ length: 50 }, (_, i) =>
      log.publisher.publish(topic.name, [record(`k${i}`, i)]),
    );
    await log.close();
    await Promise.all(taken);
    const late = log.publisher.publish(topic.name, [record('late', 0)]);
    await expect(late).rejects.toMatchObject({ code: 'LOG_CLOSED' });
    const again = await home.open();
    await again.admin.ensureTopics([topic]);
    expect(await readAll(again, topic)).toHaveLength(50);
  });

  it('goes on behind the last offset when it is opened again', async () => {
    const home = await engine.createHome();
    const topic = testTopic({ partitions: 1 });
    const values: number[] = [];
    for (let opening = 0; opening < 3; opening++) {
      const log = await home.open();
      await log.admin.ensureTopics([topic]);
      for (const value of [10 * opening, 10 * opening + 1]) {
        const places = await log.publisher.publish(topic.name, [record('k', value)]);
        expect(places).toEqual([{ partition: 0, offset: values.length }]);
        values.push(value);
      }
      expect((await readAll(log, topic)).map(({ value }) => Number(value))).toEqual(values);
      await log.close();
    }
  });

  it('refuses a topic that nobody has declared', async () => {
    const log = await openLog(engine);
    const call = log.publisher.publish('nowhere', [record('k', 1)]);
    await expect(call).rejects.toMatchObject({ code: 'LOG_TOPIC_MISMATCH' });
  });
});

const record = (key: string, value: number): OutgoingRecord => ({
  key,
  value: Buffer.from(String(value)),
});

const at = ({ partition, offset }: Place): string => `${partition}:${offset}`;
