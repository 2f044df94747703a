import type { Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { testTopic } from '../../support/log-reading.ts';

describeLog('ranges', (engine) => {
  it('hands over what was asked for, of one partition, in order', async () => {
    const { log, topic } = await filled(await openLog(engine), 2500);
    expect(await offsetsIn(log, topic, 7, 2203)).toEqual(upTo(2203).slice(7));
    expect(await offsetsIn(log, topic, 2499, 2500)).toEqual([2499]);
    expect(await offsetsIn(log, topic, 3, 3)).toEqual([]);
  });

  it('ends where the log ends and begins where it begins', async () => {
    const { log, topic } = await filled(await openLog(engine), 10);
    expect(await offsetsIn(log, topic, 8, 1_000_000)).toEqual([8, 9]);
    expect(await offsetsIn(log, topic, 10, 1_000_000)).toEqual([]);
    expect(await offsetsIn(log, topic, 1000, 2000)).toEqual([]);
    await log.admin.trim(topic.name, { partition: 1, offset: 4 });
    expect((await offsetsIn(log, topic, 0, 6)).filter((offset) => offset >= 4)).toEqual([4, 5]);
  });

  it('ends behind records of an atomic call, whatever the engine keeps beside them', async () => {
    const { log, topic } = await filled(await openLog(engine), 2);
    const records = ['a', 'b'].map((text) => ({ partition: 1, value: Buffer.from(text) }));
    await log.publisher.publishAtomically(topic.name, records);
    // Kafka answers a commit before its markers, which let readers see it, lie in every partition.
    await eventually('the call is seen', async () => {
      const values: string[] = [];
      await log.read({
        ...whole(topic),
        from: 2,
        async handle(batch) {
          values.push(...batch.map(({ value }) => Buffer.from(value!).toString()));
          return 'more';
        },
      });
      expect(values).toEqual(['a', 'b']);
    });
  });

  it('ends as soon as there is enough', async () => {
    const { log, topic } = await filled(await openLog(engine), 3000);
    let calls = 0;
    await log.read({
      ...whole(topic),
      async handle() {
        calls += 1;
        return 'enough';
      },
    });
    expect(calls).toBe(1);
  });

  it('fails with what the handler throws', async () => {
    const { log, topic } = await filled(await openLog(engine), 3);
    const failing = log.read({ ...whole(topic), handle: () => Promise.reject(new Error('full')) });
    await expect(failing).rejects.toThrow('full');
  });

  it('waits for the handler, and reads the same again', async () => {
    const { log, topic } = await filled(await openLog(engine), 3000);
    let running = 0;
    const seen: number[] = [];
    const handle = async (records: readonly { offset: number }[]) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(...records.map(({ offset }) => offset));
      running -= 1;
      return 'more' as const;
    };
    await log.read({ ...whole(topic), handle });
    expect(seen).toEqual(upTo(3000));
    expect(await offsetsIn(log, topic, 0, 3000)).toEqual(upTo(3000));
  });
});

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const whole = ({ name: topic }: Topic) => ({ topic, partition: 1, from: 0, to: Infinity });

async function offsetsIn(log: Log, { name: topic }: Topic, from: number, to: number) {
  const offsets: number[] = [];
  await log.read({
    topic,
    partition: 1,
    from,
    to,
    async handle(records) {
      offsets.push(...records.map(({ offset }) => offset));
      return 'more';
    },
  });
  return offsets;
}

/** Partition 1 of 2, with a neighbour that nobody asks for. */
async function filled(log: Log, count: number): Promise<{ log: Log; topic: Topic }> {
  const topic = testTopic({ partitions: 2 });
  await log.admin.ensureTopics([topic]);
  for (let i = 0; i < count; i += 500) {
    const records = upTo(Math.min(500, count - i)).flatMap((n) =>
      [0, 1].map((partition) => ({ partition, value: Buffer.from(`${i + n} `.repeat(50)) })),
    );
    await log.publisher.publish(topic.name, records);
  }
  return { log, topic };
}
