import { behaviourEventCodec, deadLetterCodec, topics } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { change, deadLetter, file, list, offsetsOf, openAdmin } from '../support/dead-letters.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { describeLog, openLog } from '../support/log-engines.ts';
import { readAll } from '../support/log-reading.ts';

describeLog('dead letters', (engine) => {
  it('are listed page by page, the open ones first to last', async () => {
    const { app } = await filed(await openLog(engine), 5);
    const first = await list(app, '?limit=2');
    expect([offsetsOf(first), first.next]).toEqual([[0, 1], 2]);
    const second = await list(app, '?limit=2&after=2');
    expect([offsetsOf(second), second.next]).toEqual([[2, 3], 4]);
    const last = await list(app, '?limit=2&after=4');
    expect([offsetsOf(last), last.next]).toEqual([[4], null]);
    expect(await list(app, '?after=5')).toEqual({ letters: [], next: null, end: 5 });
  });

  it('are found by origin, group, code, time and offset', async () => {
    const log = await openLog(engine);
    const app = await openAdmin(log);
    await file(log, [deadLetter(), deadLetter({ group: 'sink' })]);
    const between = Date.now() + 1;
    await eventually('the clock goes on', () => expect(Date.now()).toBeGreaterThan(between));
    await file(log, [deadLetter({ code: 'OTHER' }), deadLetter({ topic: 'orders' })]);
    expect(offsetsOf(await list(app, '?group=sink'))).toEqual([1]);
    expect(offsetsOf(await list(app, '?code=OTHER'))).toEqual([2]);
    expect(offsetsOf(await list(app, '?topic=orders'))).toEqual([3]);
    expect(offsetsOf(await list(app, `?from=${between}`))).toEqual([2, 3]);
    const until = new Date(between).toISOString();
    expect(offsetsOf(await list(app, `?to=${until}`))).toEqual([0, 1]);
    expect(offsetsOf(await list(app, '?offset=3&offset=0'))).toEqual([0, 3]);
    expect(offsetsOf(await list(app, '?group=sink&code=OTHER'))).toEqual([]);
  });

  it('are shown whole, raw bytes and all', async () => {
    const { app } = await filed(await openLog(engine), 2);
    const { key, value, ...letter } = deadLetter();
    const { topic, partition, offset, group, step, code, message } = letter;
    const answer = await app.inject('/v1/admin/dead-letters/1');
    expect(answer.json()).toEqual({
      offset: 1,
      filedAt: expect.any(Number) as number,
      status: 'open',
      origin: { topic, partition, offset, group },
      step,
      code,
      message,
      key: 'default/u/ada',
      bytes: 6,
      keyBase64: key!.toString('base64'),
      valueBase64: value!.toString('base64'),
      valueText: null,
    });
    const missing = await app.inject('/v1/admin/dead-letters/2');
    expect([missing.statusCode, missing.json()]).toMatchObject([404, { code: 'LETTER_NOT_FOUND' }]);
  });

  it('go back once, with key and raw bytes', async () => {
    const log = await openLog(engine);
    const app = await openAdmin(log);
    const value = behaviourEventCodec.encode(behaviourEvent({ id: 'one' }));
    const odd = Buffer.from([0xff, 0x00, 0xfe]);
    await file(log, [deadLetter({ value }), deadLetter({ key: odd }), deadLetter({ key: null })]);
    const redriven = { redriven: 3, already: 0, refused: 0, refusals: [], next: null, end: 3 };
    expect(await change(app, 'redrive', { all: true })).toEqual(redriven);
    const again = { ...redriven, redriven: 0, already: 3 };
    expect(await change(app, 'redrive', { all: true })).toEqual(again);
    expect(await change(app, 'redrive', { offset: 0 })).toEqual({ ...again, already: 1, end: 1 });
    expect(offsetsOf(await list(app))).toEqual([]);
    expect(offsetsOf(await list(app, '?status=redriven'))).toEqual([0, 1, 2]);
    const back = await readAll(log, topics.behaviourEvents);
    expect(back).toHaveLength(3);
    expect(back).toContainEqual(
      expect.objectContaining({ key: 'default/u/ada', value: value.toString() }),
    );
    // The key's own bytes: what is not UTF-8 is shown as it would be read.
    expect(back).toContainEqual(expect.objectContaining({ key: odd.toString() }));
    expect(back).toContainEqual(expect.objectContaining({ key: null, partition: 1 }));
  });

  it('go back as many as asked for, the next call where the last one stopped', async () => {
    const { app } = await filed(await openLog(engine), 5);
    expect(await change(app, 'redrive', { all: true, limit: 2 })).toMatchObject({
      redriven: 2,
      next: 2,
    });
    expect(await change(app, 'redrive', { all: true, limit: 9 })).toMatchObject({
      redriven: 3,
      already: 2,
      next: null,
    });
  });

  it('that come back while others go are left for another time', async () => {
    const { app, log } = await filed(await openLog(engine), 3);
    const first = await change(app, 'redrive', { all: true, limit: 1 });
    await file(log, [deadLetter()]);
    const { next, end } = first as { next: number; end: number };
    expect(await change(app, 'redrive', { all: true, after: next, before: end })).toMatchObject({
      redriven: 2,
      next: null,
    });
    expect(offsetsOf(await list(app))).toEqual([3]);
  });

  it('stay open when they cannot go back, with the reason', async () => {
    const log = await openLog(engine);
    const app = await openAdmin(log);
    await file(log, [deadLetter({ topic: 'orders' }), deadLetter()]);
    await log.publisher.publish(topics.deadLetters.name, [{ value: Buffer.from('no letter') }]);
    expect(await change(app, 'redrive', { all: true })).toMatchObject({
      redriven: 1,
      refused: 2,
      refusals: [
        { offset: 0, code: 'LOG_TOPIC_MISMATCH' },
        { offset: 2, code: 'LOG_TOPIC_MISMATCH' },
      ],
    });
    expect((await list(app)).letters).toMatchObject([
      { offset: 0, code: 'RECORD_UNDECODABLE' },
      { offset: 2, code: 'LETTER_UNREADABLE' },
    ]);
  });

  it('that are purged are gone, and the others stay', async () => {
    const { app, log } = await filed(await openLog(engine), 6);
    expect(await change(app, 'purge', { offset: [0, 1, 4] })).toEqual({
      purged: 3,
      next: null,
      end: 5,
    });
    expect(offsetsOf(await list(app, '?status=any'))).toEqual([2, 3, 5]);
    expect(await log.admin.offsets(topics.deadLetters.name)).toMatchObject([{ start: 2, end: 6 }]);
    expect(await change(app, 'redrive', { offset: [2, 3, 4] })).toMatchObject({ redriven: 2 });
    expect(await change(app, 'purge', { offset: [4, 5] })).toEqual({
      purged: 1,
      next: null,
      end: 6,
    });
    expect(offsetsOf(await list(app, '?status=any'))).toEqual([2, 3]);
    expect(await change(app, 'purge', { all: true })).toEqual({ purged: 2, next: null, end: 6 });
    expect(await log.admin.offsets(topics.deadLetters.name)).toMatchObject([{ start: 6, end: 6 }]);
    const [settled] = await log.admin.offsets(topics.settledLetters.name);
    expect(settled!.start).toBe(settled!.end);
    await file(log, [deadLetter()]);
    expect(offsetsOf(await list(app))).toEqual([6]);
  });

  it('are looked through in bounded steps', async () => {
    const { app } = await filed(await openLog(engine), 0, 25_000);
    const first = await list(app, '?code=OTHER');
    expect([offsetsOf(first), first.next]).toEqual([[], 10_000]);
    expect(await change(app, 'redrive', { all: true })).toMatchObject({
      redriven: 10_000,
      next: 10_000,
    });
    const last = await list(app, '?after=20000&limit=1&status=any');
    expect([offsetsOf(last), last.next]).toEqual([[20_000], 20_001]);
    expect(offsetsOf(await list(app, '?after=9998&limit=3'))).toEqual([10_000, 10_001, 10_002]);
  });
});

/** A log with letters filed one by one, and then so many at once. */
async function filed(log: Log, single: number, bulk = 0) {
  const app = await openAdmin(log);
  await file(
    log,
    Array.from({ length: single }, () => deadLetter()),
  );
  if (bulk > 0) await fileAtOnce(log, bulk);
  return { app, log };
}

async function fileAtOnce(log: Log, count: number): Promise<void> {
  const value = deadLetterCodec.encode(deadLetter());
  const records = Array.from({ length: count }, () => ({ value }));
  await log.publisher.publish(topics.deadLetters.name, records);
}
