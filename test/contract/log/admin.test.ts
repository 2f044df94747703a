import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, KEYED_PARTITIONS, openLog } from '../../support/log-engines.ts';
import { done, read, testTopic } from '../../support/log-reading.ts';

describeLog('admin', (engine) => {
  it('creates topics that are missing and accepts those that are there', async () => {
    const log = await openLog(engine);
    const keyed = testTopic();
    const fixed = testTopic({ partitions: 3, cleanup: 'compact' });
    await log.admin.ensureTopics([keyed]);
    await log.publisher.publish(keyed.name, [{ key: 'k', value: null }]);
    await log.admin.ensureTopics([keyed, fixed]);
    await log.admin.ensureTopics([keyed, fixed]);
    expect(log.admin.partitions(keyed.name)).toBe(KEYED_PARTITIONS);
    expect(log.admin.partitions(fixed.name)).toBe(3);
    const ends = (await log.admin.offsets(keyed.name)).map(({ end }) => end);
    expect(ends.reduce((sum, end) => sum + end)).toBe(1);
  });

  it('refuses another partition count than the topic has, naming both', async () => {
    const home = await engine.createHome();
    const log = await home.open();
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    await log.close();
    const other = await home.open({ partitions: 6 });
    const refused = other.admin.ensureTopics([topic]);
    await expect(refused).rejects.toMatchObject({
      code: 'LOG_TOPIC_MISMATCH',
      message: expect.stringMatching(/(?=.*4)(?=.*6)/) as string,
    });
  });

  it('tells start and end of each partition', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 3 });
    await log.admin.ensureTopics([topic]);
    await append(log, topic.name, 1, 2);
    await append(log, topic.name, 2, 5);
    expect(await log.admin.offsets(topic.name)).toEqual([
      { partition: 0, start: 0, end: 0 },
      { partition: 1, start: 0, end: 2 },
      { partition: 2, start: 0, end: 5 },
    ]);
  });

  it('finds the first record since a moment, and the end where there is none', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    const moments: number[] = [];
    for (let i = 0; i < 4; i++) {
      moments.push(await nextMoment(moments.at(-1)));
      await append(log, topic.name, 0, 3);
    }
    const offsetOf = async (timestamp: number) =>
      (await log.admin.offsetsAt(topic.name, timestamp)).map(({ offset }) => offset);
    for (const [i, moment] of moments.entries()) {
      expect(await offsetOf(moment)).toEqual([3 * i, 0]);
    }
    expect(await offsetOf(0)).toEqual([0, 0]);
    expect(await offsetOf(Date.now() + 60_000)).toEqual([12, 0]);
  });

  it('tells what a group has committed, and −1 where nothing', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    await append(log, topic.name, 1, 3);
    expect(await log.admin.committed('nobody', topic.name)).toEqual([
      { partition: 0, offset: -1 },
      { partition: 1, offset: -1 },
    ]);
    let handled = 0;
    const { consumer, group } = await read(log, topic, {
      async handle(batch) {
        handled += batch.records.length;
        return done(batch);
      },
    });
    await eventually('all are handled', () => expect(handled).toBe(3));
    await consumer.close();
    expect(await log.admin.committed(group, topic.name)).toEqual([
      { partition: 0, offset: -1 },
      { partition: 1, offset: 3 },
    ]);
  });
});

async function append(log: Log, topic: string, partition: number, count: number): Promise<void> {
  const records = Array.from({ length: count }, () => ({ value: Buffer.from('x'), partition }));
  await log.publisher.publish(topic, records);
}

/** A moment after the one before and what was appended since, in epoch ms. */
function nextMoment(before = 0): Promise<number> {
  const from = Math.max(before, Date.now());
  return eventually('the clock goes on', () => {
    const now = Date.now();
    expect(now).toBeGreaterThan(from + 1);
    return now;
  });
}
