import type { Batch } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { describeLog, openLog } from '../../support/log-engines.ts';
import { done, gate, read, type Seen, seen, testTopic } from '../../support/log-reading.ts';

describeLog('consuming', (engine) => {
  it('hands every record over once and in order, wherever handlers cut the batches', async () => {
    const log = await openLog(engine);
    const topic = testTopic();
    await log.admin.ensureTopics([topic]);
    const total = 6000;
    for (let from = 0, call = 0; from < total; call++) {
      const size = Math.min(total - from, 1 + ((call * 37) % 400));
      const records = Array.from({ length: size }, (_, i) => ({
        key: `user-${(from + i) % 97}`,
        value: Buffer.from(`${from + i}`.padEnd((from + i) % 500)),
      }));
      await log.publisher.publish(topic.name, records);
      from += size;
    }
    const handled: Seen[] = [];
    await read(log, topic, {
      async handle(batch) {
        // Keeps a part of the batch back, as if it had been cut there.
        const cut = 1 + (batch.records[0]!.offset % batch.records.length);
        handled.push(...seen(batch).slice(0, cut));
        return { next: batch.records[cut - 1]!.offset + 1 };
      },
    });
    await eventually('everything is handled', () =>
      expect(handled.length).toBeGreaterThanOrEqual(total),
    );
    const numbers = handled.map(({ value }) => Number(value));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, i) => i));
    for (let user = 0; user < 97; user++) {
      const own = handled.filter(({ key }) => key === `user-${user}`).map((r) => Number(r.value));
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  });

  it('describes each batch truly', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    const before = Date.now();
    await publish(log, topic.name, 0, ['a', 'b', 'c']);
    await publish(log, topic.name, 1, ['d']);
    const batches: Batch[] = [];
    await read(log, topic, {
      async handle(batch) {
        batches.push(batch);
        await batch.heartbeat();
        return done(batch);
      },
    });
    await eventually('both partitions are read', () =>
      expect(batches.flatMap(({ records }) => records)).toHaveLength(4),
    );
    for (const { topic: name, partition, records, endOffset, signal } of batches) {
      expect(name).toBe(topic.name);
      expect(endOffset).toBe(partition === 0 ? 3 : 1);
      expect(records.length).toBeGreaterThan(0);
      expect(signal.aborted).toBe(false);
      for (const { timestamp } of records) {
        expect(timestamp).toBeGreaterThanOrEqual(before);
        expect(timestamp).toBeLessThanOrEqual(Date.now());
      }
    }
  });

  it('hands over what is published later', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    const { records } = await read(log, topic);
    for (const value of ['a', 'b', 'c']) {
      await publish(log, topic.name, 0, [value]);
      await eventually(`${value} arrives`, () => expect(records.at(-1)?.value).toBe(value));
    }
    expect(records.map(({ offset }) => offset)).toEqual([0, 1, 2]);
  });

  it('reads again from where a verdict goes back to', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a', 'b', 'c', 'd']);
    let back = true;
    const { records } = await read(log, topic, {
      async handle(batch) {
        const reachedEnd = batch.records.at(-1)!.offset === 3;
        if (!reachedEnd || !back) return done(batch);
        back = false;
        return { next: 1 };
      },
    });
    await eventually('the records come again', () =>
      expect(records.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd', 'b', 'c', 'd']),
    );
  });

  it('pauses one partition, lets the others run and hands over the same again', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a', 'b']);
    await publish(log, topic.name, 1, ['x']);
    let blocked = true;
    const { records } = await read(log, topic, {
      async handle(batch) {
        return batch.partition === 0 && blocked ? { pauseMs: 50 } : done(batch);
      },
    });
    const of = (partition: number) =>
      records.filter((r) => r.partition === partition).map(({ value }) => value);
    await eventually('the paused batch comes again', () =>
      expect(of(0).length).toBeGreaterThanOrEqual(4),
    );
    await publish(log, topic.name, 1, ['y']);
    await eventually('the other partition goes on', () => expect(of(1)).toEqual(['x', 'y']));
    blocked = false;
    const handedOver = of(0).length;
    await eventually('the paused one comes once more', () =>
      expect(of(0).length).toBeGreaterThan(handedOver),
    );
    for (const [i, value] of of(0).entries()) expect(value).toBe(['a', 'b'][i % 2]);
  });

  it('handles one batch at a time in a partition and partitions side by side', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 2 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a']);
    await publish(log, topic.name, 1, ['x']);
    const other = gate();
    const running = [0, 0];
    let most = 0;
    const { records } = await read(log, topic, {
      async handle(batch) {
        most = Math.max(most, ++running[batch.partition]!);
        if (batch.partition === 1) other.open();
        else await other.opened;
        running[batch.partition]! -= 1;
        return done(batch);
      },
    });
    await eventually('both are handled', () => expect(records.length).toBe(2));
    await publish(log, topic.name, 0, ['b', 'c']);
    await eventually('the next ones too', () => expect(records.length).toBe(4));
    expect(most).toBe(1);
  });

  it('ends through onFatal when a handler throws, even a programming error', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a']);
    const { fatal, records } = await read(log, topic, {
      handle: () => Promise.reject(new TypeError('x is not a function')),
    });
    await eventually('the error comes out', () => expect(fatal).toHaveLength(1));
    expect(fatal[0]).toMatchObject({ code: 'CONSUMER_CRASHED' });
    expect(fatal[0]!.cause).toBeInstanceOf(TypeError);
    await publish(log, topic.name, 0, ['b']);
    expect(records).toHaveLength(1);
  });

  it('ends through onFatal when a handler hangs', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a']);
    const { fatal } = await read(log, topic, {
      handleTimeoutMs: 200,
      handle: () => new Promise(() => {}),
    });
    await eventually('the error comes out', () => expect(fatal).toHaveLength(1));
    expect(fatal[0]).toMatchObject({ code: 'HANDLER_HUNG' });
  });

  it('aborts and awaits the running handler before it closes', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a']);
    const started = gate();
    let ended = false;
    const { consumer } = await read(log, topic, {
      async handle(batch) {
        started.open();
        await new Promise((resolve) => batch.signal.addEventListener('abort', resolve));
        await new Promise((resolve) => setTimeout(resolve, 50));
        ended = true;
        return done(batch);
      },
    });
    await started.opened;
    await consumer.close();
    expect(ended).toBe(true);
    expect(consumer.assigned).toEqual([]);
  });

  it('reads on from where it is sent, and only in partitions that it holds', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a', 'b', 'c']);
    const { records, consumer } = await read(log, topic);
    await eventually('all are read', () => expect(records).toHaveLength(3));
    consumer.seek(7, 0);
    consumer.seek(0, 1);
    await eventually('the last two come again', () =>
      expect(records.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'b', 'c']),
    );
  });

  it('forgets where it was sent before it asked for the position', async () => {
    const log = await openLog(engine);
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await publish(log, topic.name, 0, ['a', 'b', 'c']);
    let asked = 0;
    const { records, consumer } = await read(log, topic, {
      position: () => Promise.resolve(asked++ === 0 ? { pauseMs: 500 } : { offset: 1 }),
    });
    await eventually('the position is asked', () => expect(asked).toBeGreaterThan(0));
    consumer.seek(0, 2);
    await eventually('the last is read', () => expect(records.at(-1)?.value).toBe('c'));
    expect(records.map(({ value }) => value)).toEqual(asked > 1 ? ['b', 'c'] : ['c']);
  });
});

async function publish(
  log: Awaited<ReturnType<typeof openLog>>,
  topic: string,
  partition: number,
  values: readonly string[],
): Promise<void> {
  const records = values.map((value) => ({ key: value, value: Buffer.from(value), partition }));
  await log.publisher.publish(topic, records);
}
