import type { Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { done, gate, read, testTopic } from '../../support/log-reading.ts';

const GROUP = 'committing';
/** So long that nothing is committed by it within a test. */
const NEVER = { intervalMs: 600_000 };

describeLog('committing', (engine) => {
  it('commits each batch at once where that is asked for', async () => {
    const { log, topic } = await filled(await openLog(engine));
    await read(log, topic, { group: GROUP, commit: 'batch' });
    const from = performance.now();
    for (const expected of [5, 6, 7, 8, 9, 10, 11]) {
      await eventually('it is committed', () => expectCommitted(log, topic, expected));
      await append(log, topic, 1);
    }
    // Left to the background, one every 5 s, the seven would have taken 30 s at least.
    expect(performance.now() - from).toBeLessThan(25_000);
  });

  it('commits in the background as often as it is asked to, and what is left at the close', async () => {
    const home = await engine.createHome();
    const { log, topic } = await filled(await home.open());
    const often = await read(log, topic, { group: 'often', commit: { intervalMs: 50 } });
    const seldom = await read(log, topic, { group: 'seldom', commit: NEVER });
    await eventually('the one commits', async () =>
      expect(await log.admin.committed('often', topic.name)).toEqual([{ partition: 0, offset: 5 }]),
    );
    await eventually('the other has read all', () => expect(seldom.records).toHaveLength(5));
    await Promise.all([often.consumer.close(), seldom.consumer.close()]);
    await log.close();
    const again = await home.open();
    await again.admin.ensureTopics([topic]);
    expect(await again.admin.committed('seldom', topic.name)).toEqual([
      { partition: 0, offset: 5 },
    ]);
  });

  it('commits before the work where a handler wants it so', async () => {
    const { log, topic } = await filled(await openLog(engine));
    const working = gate();
    const finish = gate();
    await read(log, topic, {
      group: GROUP,
      commit: NEVER,
      async handle(batch) {
        await batch.commit(batch.records.at(-1)!.offset + 1);
        working.open();
        await finish.opened;
        return done(batch);
      },
    });
    await working.opened;
    await expectCommitted(log, topic, 5);
    finish.open();
  });

  it('is not set back by an earlier commit that waited', async () => {
    const { log, topic } = await filled(await openLog(engine));
    const { consumer } = await read(log, topic, {
      group: GROUP,
      commit: NEVER,
      async handle(batch) {
        const { offset } = batch.records[0]!;
        // The first records are left to the background, where they wait until the close.
        if (offset < 2) return { next: offset + 1 };
        await batch.commit(5);
        return { pauseMs: 600_000 };
      },
    });
    await eventually('the handler commits', () => expectCommitted(log, topic, 5));
    await consumer.close();
    await expectCommitted(log, topic, 5);
  });
});

async function expectCommitted(log: Log, topic: Topic, offset: number): Promise<void> {
  expect(await log.admin.committed(GROUP, topic.name)).toEqual([{ partition: 0, offset }]);
}

async function filled(log: Log): Promise<{ log: Log; topic: Topic }> {
  const topic = testTopic({ partitions: 1 });
  await log.admin.ensureTopics([topic]);
  await append(log, topic, 5);
  return { log, topic };
}

async function append(log: Log, topic: Topic, count: number): Promise<void> {
  const records = Array.from({ length: count }, () => ({ value: Buffer.from('x'), partition: 0 }));
  await log.publisher.publish(topic.name, records);
}
