import type { Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { testTopic } from '../../support/log-reading.ts';

const HOUR_MS = 3_600_000;

describeLog('retention', (engine) => {
  it('is as declared, and unbounded for a compacted topic', async () => {
    const log = await openLog(engine);
    const bounded = testTopic({ partitions: 1, retentionMs: HOUR_MS, retentionBytes: 5_000_000 });
    const kept = testTopic({ partitions: 1 });
    const table = testTopic({ partitions: 1, cleanup: 'compact' });
    await log.admin.ensureTopics([bounded, kept, table]);
    expect(await log.admin.retention(bounded.name)).toEqual({ ms: HOUR_MS, bytes: 5_000_000 });
    expect(await log.admin.retention(kept.name)).toEqual({ ms: -1, bytes: -1 });
    expect(await log.admin.retention(table.name)).toEqual({ ms: -1, bytes: -1 });
  });

  it('keeps what was set at run time through a restart, whatever is declared', async () => {
    const home = await engine.createHome();
    const log = await home.open();
    const topic = testTopic({ partitions: 1, retentionMs: HOUR_MS });
    await log.admin.ensureTopics([topic]);
    await log.admin.setRetention(topic.name, { ms: 2 * HOUR_MS, bytes: 7_000_000 });
    expect(await log.admin.retention(topic.name)).toEqual({ ms: 2 * HOUR_MS, bytes: 7_000_000 });
    await log.close();
    const again = await home.open();
    await again.admin.ensureTopics([{ ...topic, retentionMs: 3 * HOUR_MS }]);
    expect(await again.admin.retention(topic.name)).toEqual({ ms: 2 * HOUR_MS, bytes: 7_000_000 });
    await again.admin.setRetention(topic.name, { ms: -1, bytes: -1 });
    expect(await again.admin.retention(topic.name)).toEqual({ ms: -1, bytes: -1 });
  });

  it('removes what has become too old once it is set', async () => {
    const { log, topic } = await filled(await openLog(engine), 10);
    await log.admin.setRetention(topic.name, { ms: 100, bytes: -1 });
    await eventually('the records are gone', async () =>
      expect(await log.admin.offsets(topic.name)).toEqual([{ partition: 0, start: 10, end: 10 }]),
    );
    await log.admin.setRetention(topic.name, { ms: HOUR_MS, bytes: -1 });
    await append(log, topic, 3);
    expect(await log.admin.offsets(topic.name)).toEqual([{ partition: 0, start: 10, end: 13 }]);
  });

  it('removes records before an offset, and none from there on', async () => {
    const { log, topic } = await filled(await openLog(engine), 10);
    await log.admin.trim(topic.name, { partition: 0, offset: 4 });
    await eventually('the records are gone', async () =>
      expect(await log.admin.offsets(topic.name)).toEqual([{ partition: 0, start: 4, end: 10 }]),
    );
    await log.admin.trim(topic.name, { partition: 0, offset: 10 });
    await eventually('all are gone', async () =>
      expect(await log.admin.offsets(topic.name)).toEqual([{ partition: 0, start: 10, end: 10 }]),
    );
  });
});

async function filled(log: Log, count: number): Promise<{ log: Log; topic: Topic }> {
  const topic = testTopic({ partitions: 1 });
  await log.admin.ensureTopics([topic]);
  await append(log, topic, count);
  return { log, topic };
}

/** One record a call, so that each can be removed by itself. */
async function append(log: Log, topic: Topic, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await log.publisher.publish(topic.name, [{ value: Buffer.from(String(i)) }]);
  }
}
