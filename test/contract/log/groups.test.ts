import type { Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { done, type Reading, read, testTopic } from '../../support/log-reading.ts';

describeLog('groups', (engine) => {
  it('hands everything to each of two groups', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const values = await publish(log, topic, 0, 100);
    const readings = await Promise.all([read(log, topic), read(log, topic)]);
    for (const { records } of readings) {
      await eventually('everything arrives', () =>
        expect(new Set(records.map(({ value }) => value))).toEqual(new Set(values)),
      );
    }
  });

  it('shares partitions with a member that joins and gives them back when it leaves', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const group = 'shared';
    const first = await member(log, topic, group);
    expect(first.consumer.assigned).toEqual([0, 1, 2, 3]);
    const early = await publish(log, topic, 0, 200);

    const second = await member(log, topic, group);
    await eventually('each holds half', () => {
      expect(first.consumer.assigned).toHaveLength(2);
      expect(second.consumer.assigned).toHaveLength(2);
    });
    const held = [...first.consumer.assigned, ...second.consumer.assigned];
    expect(new Set(held)).toEqual(new Set([0, 1, 2, 3]));
    const middle = await publish(log, topic, 200, 200);
    await eventually('both work', () => {
      expect(first.records.some(({ value }) => middle.includes(value!))).toBe(true);
      expect(second.records.some(({ value }) => middle.includes(value!))).toBe(true);
    });

    await first.consumer.close();
    await eventually('the other holds all', () =>
      expect(second.consumer.assigned).toEqual([0, 1, 2, 3]),
    );
    const late = await publish(log, topic, 400, 200);
    await eventually('nothing is lost', () => {
      const all = new Set([...first.records, ...second.records].map(({ value }) => value));
      expect(all).toEqual(new Set([...early, ...middle, ...late]));
    });
    expectOrder([...first.records, ...second.records]);
  });

  it('gives a partition to its new member only when the old handler has ended', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic, 0, 20);
    const running = new Set<number>();
    let overlaps = 0;
    const handled = async (partition: number, work: () => Promise<void>) => {
      if (running.has(partition)) overlaps += 1;
      running.add(partition);
      await work();
      running.delete(partition);
    };
    await read(log, topic, {
      group: 'slow',
      position: async () => 'committed',
      async handle(batch) {
        await handled(batch.partition, async () => {
          if (batch.signal.aborted) return;
          await new Promise((resolve) => batch.signal.addEventListener('abort', resolve));
          await new Promise((resolve) => setTimeout(resolve, 100));
        });
        return { next: batch.records[0]!.offset };
      },
    });
    await eventually('a handler runs in each partition', () => expect(running.size).toBe(2));
    const second = await read(log, topic, {
      group: 'slow',
      position: async () => 'committed',
      async handle(batch) {
        await handled(batch.partition, async () => {});
        return done(batch);
      },
    });
    await eventually('the new member has its share', () => {
      expect(second.consumer.assigned).toHaveLength(1);
      expect(second.records.length).toBeGreaterThan(0);
    });
    expect(overlaps).toBe(0);
  });

  it('asks for the position of a partition at each assignment', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    const asked: number[] = [];
    const group = 'asked';
    const position = async (partition: number) => {
      asked.push(partition);
      return 'earliest' as const;
    };
    const first = await read(log, topic, { group, position });
    await eventually('both are asked for', () => expect(new Set(asked)).toEqual(new Set([0, 1])));
    const second = await read(log, topic, { group, position });
    await eventually('shared', () => expect(second.consumer.assigned).toHaveLength(1));
    const moved = second.consumer.assigned[0]!;
    await eventually('the moved one is asked for again', () =>
      expect(asked.filter((p) => p === moved).length).toBeGreaterThanOrEqual(2),
    );
    await second.consumer.close();
    await eventually('and when it comes back', () => {
      expect(first.consumer.assigned).toEqual([0, 1]);
      expect(asked.filter((p) => p === moved).length).toBeGreaterThanOrEqual(3);
    });
  });
});

const member = (log: Log, topic: Topic, group: string): Promise<Reading> =>
  read(log, topic, { group, position: async () => 'committed' });

/** Publishes numbered values, spread over the partitions by key; answers with them in text order. */
async function publish(log: Log, topic: Topic, from: number, count: number): Promise<string[]> {
  const values = Array.from({ length: count }, (_, i) => String(from + i).padStart(4, '0'));
  await log.publisher.publish(
    topic.name,
    values.map((value) => ({ key: `user-${Number(value) % 23}`, value: Buffer.from(value) })),
  );
  return values;
}

/** First deliveries of a key come in order; what was handled but not committed may come again. */
function expectOrder(records: Reading['records']): void {
  for (const key of new Set(records.map((record) => record.key))) {
    const own = records.filter((r) => r.key === key).map(({ value }) => Number(value));
    const values = [...new Set(own)];
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  }
}
