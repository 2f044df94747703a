import type { Topic } from '@freshet/events';
import type { Log, Pause, Position } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { read, testTopic } from '../../support/log-reading.ts';

describeLog('positions', (engine) => {
  it('begins at the earliest record', async () => {
    const { log, topic } = await filled(await openLog(engine));
    expect(await valuesFrom(log, topic, 'earliest', 5)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('begins behind the latest record', async () => {
    const { log, topic } = await filled(await openLog(engine));
    const { records } = await readFrom(log, topic, 'latest');
    await eventually('new records arrive', async () => {
      await append(log, topic, 'new');
      expect(records.length).toBeGreaterThan(0);
    });
    expect(new Set(records.map(({ value }) => value))).toEqual(new Set(['new']));
  });

  it('begins at an offset', async () => {
    const { log, topic } = await filled(await openLog(engine));
    expect(await valuesFrom(log, topic, { offset: 3 }, 2)).toEqual(['3', '4']);
  });

  it('begins at the first record since a moment', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await append(log, topic, 'before');
    const timestamp = await laterMoment();
    await append(log, topic, 'after');
    await append(log, topic, 'later');
    expect(await valuesFrom(log, topic, { timestamp }, 2)).toEqual(['after', 'later']);
    expect(await valuesFrom(log, topic, { timestamp: 0 }, 3)).toEqual(['before', 'after', 'later']);
  });

  it('begins at the earliest record where the group has committed nothing', async () => {
    const { log, topic } = await filled(await openLog(engine));
    expect(await valuesFrom(log, topic, 'committed', 5)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('goes on where the group left off, also after a restart', async () => {
    const home = await engine.createHome();
    const { log, topic } = await filled(await home.open());
    const first = await readFrom(log, topic, 'committed', 'kept');
    await eventually('all are read', () => expect(first.records).toHaveLength(5));
    await first.consumer.close();
    await append(log, topic, '5');
    const second = await readFrom(log, topic, 'committed', 'kept');
    await eventually('the new one is read', () => expect(second.records).toHaveLength(1));
    await log.close();
    const again = await home.open();
    await again.admin.ensureTopics([topic]);
    expect(await again.admin.committed('kept', topic.name)).toEqual([{ partition: 0, offset: 6 }]);
    await append(again, topic, '6');
    const third = await readFrom(again, topic, 'committed', 'kept');
    await eventually('and the next', () => expect(third.records).toHaveLength(1));
    expect([second.records[0]!.value, third.records[0]!.value]).toEqual(['5', '6']);
  });

  it('asks again after a pause, while other partitions run', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    await append(log, topic, 'a', 0);
    await append(log, topic, 'b', 1);
    let asked = 0;
    let ready = false;
    const { records } = await read(log, topic, {
      async position(partition): Promise<Position | Pause> {
        if (partition === 1) return 'earliest';
        asked += 1;
        return ready ? 'earliest' : { pauseMs: 20 };
      },
    });
    await eventually('the other partition runs', () =>
      expect(records.map(({ value }) => value)).toEqual(['b']),
    );
    await eventually('the position is asked again', () => expect(asked).toBeGreaterThan(2));
    ready = true;
    await eventually('then it runs', () => expect(records).toHaveLength(2));
  });

  it('asks again for a position that does not lie in the log', async () => {
    const { log, topic } = await filled(await openLog(engine));
    const answers: Position[] = [{ offset: 1_000 }, { offset: 4 }];
    const { records } = await read(log, topic, { position: async () => answers.shift()! });
    await eventually('the second answer holds', () =>
      expect(records.map(({ value }) => value)).toEqual(['4']),
    );
  });
});

async function filled(log: Log): Promise<{ log: Log; topic: Topic }> {
  const topic = testTopic({ partitions: 1 });
  await log.admin.ensureTopics([topic]);
  for (let i = 0; i < 5; i++) await append(log, topic, String(i));
  return { log, topic };
}

async function append(log: Log, topic: Topic, value: string, partition = 0): Promise<void> {
  await log.publisher.publish(topic.name, [{ key: 'k', value: Buffer.from(value), partition }]);
}

/** A moment after everything appended so far and before everything that follows, in epoch ms. */
function laterMoment(): Promise<number> {
  const from = Date.now();
  return eventually('the clock goes on', () => {
    const now = Date.now();
    expect(now).toBeGreaterThan(from + 1);
    return now;
  });
}

const readFrom = (log: Log, topic: Topic, position: Position, group?: string) =>
  read(log, topic, { position: async () => position, ...(group !== undefined && { group }) });

/** The values from a position on, once there are as many. */
async function valuesFrom(
  log: Log,
  topic: Topic,
  position: Position,
  count: number,
): Promise<readonly (string | null)[]> {
  const { records } = await readFrom(log, topic, position);
  await eventually('the records are read', () =>
    expect(records.length).toBeGreaterThanOrEqual(count),
  );
  return records.map(({ value }) => value);
}
