import type { Batch, Log } from '@freshet/stream';
import { describe, expect, it } from 'vitest';
import { kafkaAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { deleteBefore, openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { afterLast, note, recorder } from '../support/recorder.ts';
import { keyedTopic } from '../support/topics.ts';

const TOPIC = 'visits';
const GROUP = 'readers';
const rising = (a: number, b: number): number => a - b;

describe.skipIf(!kafkaAvailable())('consumer (Kafka)', () => {
  it('ends once, with the reason, when a handler throws a TypeError', async () => {
    const log = await openWith({ 0: 3, 1: 3 });
    const subscription = recorder(GROUP, TOPIC, {
      handle: () => Promise.reject(new TypeError('undefined is not a function')),
    });
    const consumer = await log.consume(subscription);
    await eventually('the consumer ends', () => expect(subscription.fatal).toHaveLength(1));
    await consumer.close();
    expect(subscription.fatal).toEqual([
      expect.objectContaining({
        code: 'CONSUMER_CRASHED',
        message: expect.stringContaining('undefined is not a function'),
      }),
    ]);
  });

  it('ends when a handler hangs, and leaves the group so that another member goes on', async () => {
    const log = await openWith({ 0: 3 });
    const hung = recorder(GROUP, TOPIC, {
      handle: () => new Promise(() => undefined),
      handleTimeoutMs: 300,
    });
    await log.consume(hung);
    await eventually('the watchdog barks', () =>
      expect(hung.fatal).toEqual([expect.objectContaining({ code: 'HANDLER_HUNG' })]),
    );
    const next = recorder(GROUP, TOPIC);
    await log.consume(next);
    await eventually('the next member reads', () =>
      expect(next.seen).toEqual(['0:0', '0:1', '0:2']),
    );
  });

  it('leaves one partition alone for a pause while the others go on', async () => {
    const log = await openWith({ 0: 1, 1: 1 });
    const handed: { partition: number; at: number }[] = [];
    const of = (partition: number) => handed.filter((one) => one.partition === partition);
    const subscription = recorder(GROUP, TOPIC, {
      handle(batch) {
        handed.push({ partition: batch.partition, at: performance.now() });
        const pausing = batch.partition === 0 && of(0).length === 1;
        if (!pausing) note(batch, subscription.seen);
        return Promise.resolve(pausing ? { pauseMs: 1500 } : { next: afterLast(batch) });
      },
    });
    await log.consume(subscription);
    await eventually('partition 0 pauses', () => expect(of(0)).toHaveLength(1));
    await fill(log, { 1: 3 });
    await eventually('partition 1 goes on', () =>
      expect(subscription.seen).toEqual(['1:0', '1:1', '1:2', '1:3']),
    );
    await eventually('partition 0 is handed over again', () =>
      expect(subscription.seen).toContain('0:0'),
    );
    const [first, second] = of(0);
    expect(second!.at - first!.at).toBeGreaterThan(1400);
  });

  it('asks again for a position that was answered with a pause', async () => {
    const log = await openWith({ 0: 2 });
    let asked = 0;
    const subscription = recorder(GROUP, TOPIC, {
      position: (partition) =>
        Promise.resolve(partition === 0 && asked++ < 2 ? { pauseMs: 50 } : { offset: 1 }),
    });
    await log.consume(subscription);
    await eventually('it reads from the third answer', () =>
      expect(subscription.seen).toEqual(['0:1']),
    );
    expect(asked).toBe(3);
  });

  it('reads from position() and not from the committed offset ahead of it', async () => {
    const log = await openWith({ 0: 5 });
    const first = recorder(GROUP, TOPIC);
    const consumer = await log.consume(first);
    await eventually('all is read', () => expect(first.seen).toHaveLength(5));
    await consumer.close();
    expect((await log.admin.committed(GROUP, TOPIC))[0]).toEqual({ partition: 0, offset: 5 });
    const again = recorder(GROUP, TOPIC, { from: { offset: 2 } });
    await log.consume(again);
    await eventually('it reads from offset 2', () =>
      expect(again.seen).toEqual(['0:2', '0:3', '0:4']),
    );
  });

  it('asks for the position of every partition, also where nothing is left to read', async () => {
    const log = await openWith({ 0: 1 });
    const subscription = recorder(GROUP, TOPIC, { from: 'latest' });
    await log.consume(subscription);
    await eventually('all are asked', () =>
      expect(new Set(subscription.asked)).toEqual(new Set([0, 1, 2, 3])),
    );
    expect(subscription.seen).toEqual([]);
  });

  it('asks for the position again when retention has overtaken it, and skips nothing by itself', async () => {
    const prefix = uniquePrefix();
    const log = await openWith({ 0: 10 }, prefix);
    await deleteBefore(prefix + TOPIC, 0, 6);
    const answers = [{ offset: 2 }, { offset: 8 }];
    const subscription = recorder(GROUP, TOPIC, {
      position: (partition) =>
        Promise.resolve((partition === 0 ? answers.shift() : undefined) ?? 'latest'),
    });
    await log.consume(subscription);
    await eventually('it reads where the second answer says', () =>
      expect(subscription.seen).toEqual(['0:8', '0:9']),
    );
    expect(answers).toEqual([]);
  });

  it('reads on where seek says, whatever was fetched before', async () => {
    const log = await openWith({ 0: 4 });
    const subscription = recorder(GROUP, TOPIC);
    const consumer = await log.consume(subscription);
    await eventually('it has read all', () => expect(subscription.seen).toHaveLength(4));
    consumer.seek(0, 2);
    await eventually('it reads again from 2', () =>
      expect(subscription.seen.slice(4)).toEqual(['0:2', '0:3']),
    );
  });

  it('goes back when the verdict says so', async () => {
    const log = await openWith({ 0: 3 });
    let calls = 0;
    const subscription = recorder(GROUP, TOPIC, {
      handle(batch: Batch) {
        note(batch, subscription.seen);
        return Promise.resolve({ next: calls++ === 0 ? 1 : afterLast(batch) });
      },
    });
    await log.consume(subscription);
    await eventually('it reads again from 1', () =>
      expect(subscription.seen).toEqual(['0:0', '0:1', '0:2', '0:1', '0:2']),
    );
  });

  it('lets more members live in one process than there are partitions', async () => {
    const log = await openWith({});
    const members = Array.from({ length: 6 }, () => recorder(GROUP, TOPIC));
    const consumers = await Promise.all(members.map((member) => log.consume(member)));
    await eventually('every partition has one owner', () =>
      expect(consumers.flatMap(({ assigned }) => assigned).toSorted(rising)).toEqual([0, 1, 2, 3]),
    );
    await fill(log, { 0: 1, 1: 1, 2: 1, 3: 1 });
    await eventually('every record is read', () =>
      expect(new Set(members.flatMap(({ seen }) => seen)).size).toBe(4),
    );
    expect(members.flatMap(({ fatal }) => fatal)).toEqual([]);
  });

  it('commits what a running handler had done when it closes', async () => {
    const log = await openWith({ 0: 3 });
    const subscription = recorder(GROUP, TOPIC, {
      async handle(batch) {
        note(batch, subscription.seen);
        await new Promise((resolve) => batch.signal.addEventListener('abort', resolve));
        return { next: 2 };
      },
    });
    const consumer = await log.consume(subscription);
    await eventually('the handler runs', () => expect(subscription.seen).toHaveLength(3));
    await consumer.close();
    expect(subscription.fatal).toEqual([]);
    const offsets = await log.admin.committed(GROUP, TOPIC);
    expect(offsets[0]).toEqual({ partition: 0, offset: 2 });
  });
});

async function openWith(records: Record<number, number>, prefix = uniquePrefix()): Promise<Log> {
  const log = await openKafkaLog({ prefix, sessionTimeoutMs: 6000 });
  await log.admin.ensureTopics([keyedTopic(TOPIC)]);
  await fill(log, records);
  return log;
}

/** Publishes so many records into each partition. */
async function fill(log: Log, records: Record<number, number>): Promise<void> {
  const outgoing = Object.entries(records).flatMap(([partition, count]) =>
    Array.from({ length: count }, () => ({
      value: Buffer.from('x'),
      partition: Number(partition),
    })),
  );
  await log.publisher.publish(TOPIC, outgoing);
}
