import { behaviourEventCodec, copiedEventCodec, profileKey, topics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import type { Log } from '@freshet/stream';
import { expect, test } from 'vitest';
import { readLog } from '../../services/freshet/src/evaluate/from-log/read-log.ts';
import { behaviourEvent } from '../support/events.ts';
import { describeLog, openLog } from '../support/log-engines.ts';
import { quietLogger } from '../support/quiet-logger.ts';

async function read(log: Log, site = 'default') {
  let total = 0;
  let passed = 0;
  const clicks = await readLog({
    log,
    site,
    deployment: deployments.shop,
    logger: quietLogger,
    signal: new AbortController().signal,
    progress: { total: (records) => (total = records), passed: (records) => (passed += records) },
  });
  expect(passed).toBe(total);
  return clicks;
}

describeLog("the clicks in a deployment's log", (engine) => {
  test('are the visits of its live events, by time', async () => {
    const log = await openLog(engine);
    await log.admin.ensureTopics(Object.values(topics));
    const events = [
      behaviourEvent({ id: '1', userId: 'ada', itemId: 'tent', at: 1_000 }),
      behaviourEvent({ id: '2', userId: 'bob', itemId: 'lamp', at: 2_000 }),
      behaviourEvent({ id: '3', userId: 'ada', itemId: 'stove', at: 3_000, type: 'click' }),
      behaviourEvent({ id: '4', userId: 'ada', itemId: 'stove', at: 3_100, type: 'view' }),
      behaviourEvent({ id: '5', userId: 'ada', itemId: 'stove', at: 4_000, type: 'cart' }),
      behaviourEvent({ id: '6', userId: 'eve', itemId: 'rope', at: 5_000, site: 'other' }),
    ].map((event) => ({ key: profileKey(event), value: behaviourEventCodec.encode(event) }));
    const late = behaviourEvent({ id: '7', userId: 'kim', itemId: 'map', at: 500 });
    const value = Buffer.from(behaviourEventCodec.encode(late));
    const copy = copiedEventCodec.encode({ topic: 0, partition: 1, offset: 2, value });
    await log.publisher.publish(topics.behaviourEvents.name, [
      ...events,
      { key: profileKey(late), value: copy },
      { key: 'broken', value: Buffer.from('no event') },
    ]);
    const { clicks, broken, samples } = await read(log);
    expect(clicks.map(({ itemId }) => itemId)).toEqual(['map', 'tent', 'lamp', 'stove']);
    expect(clicks[1]!.sessionId).toBe(clicks[3]!.sessionId);
    expect(broken).toBe(1);
    expect(samples[0]).toMatch(/^behaviour.events \d+\/\d+: /);
    expect((await read(log, 'other')).clicks).toHaveLength(1);
  });

  test('are refused where there are none', async () => {
    const log = await openLog(engine);
    await expect(read(log)).rejects.toThrow(/no visit of an item on the site "default"/);
  });
});
