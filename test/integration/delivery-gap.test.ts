import { Registry } from '@freshet/runtime';
import { type AtLeastOnce, runConsumer } from '@freshet/stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { deleteBefore, openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { seriesIn } from '../support/sink.ts';
import { keyedTopic } from '../support/topics.ts';

const TOPIC = 'visits';
const MISSED = 'freshet_consumer_missed_records_total{group="readers"}';

describe.skipIf(!kafkaAvailable())('retention before a plain consumer (Kafka)', () => {
  it('is crossed and reported to the record when it overtook a group that was away', async () => {
    const { prefix, publish, start } = await open();
    await publish(5);
    const first = await start();
    await eventually('all is read', () => expect(first.offsets).toHaveLength(5));
    await first.close();
    await publish(10);
    await deleteBefore(prefix + TOPIC, 0, 12);
    const second = await start();
    await eventually('it goes on behind', () => expect(second.offsets).toEqual([12, 13, 14]));
    expect(seriesIn(await second.registry.metrics(), MISSED)).toBe(7);
  });

  it('is crossed and reported to the record when it overtakes one that stands still', async () => {
    const { prefix, publish, start } = await open();
    await publish(5);
    let stands = false;
    const reader = await start({ pausing: (offset) => stands && offset >= 5 });
    await eventually('all is read', () => expect(reader.offsets).toHaveLength(5));
    stands = true;
    await publish(10);
    await eventually('it stands', () => expect(reader.pauses).toBeGreaterThan(0));
    await deleteBefore(prefix + TOPIC, 0, 9);
    stands = false;
    await eventually('it goes on behind', () => expect(reader.offsets.at(-1)).toBe(14));
    const missed = 5 + 10 - reader.offsets.length;
    expect(seriesIn(await reader.registry.metrics(), MISSED) ?? 0).toBe(missed);
  });
});

async function open() {
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ prefix, partitions: 1 });
  await log.admin.ensureTopics([keyedTopic(TOPIC)]);
  const publish = (count: number) =>
    log.publisher.publish(
      TOPIC,
      Array.from({ length: count }, () => ({ value: Buffer.from('x'), partition: 0 })),
    );
  return { prefix, publish, start: (how?: Standing) => startReader(log, how) };
}

interface Standing {
  pausing(offset: number): boolean;
}

async function startReader(
  log: Awaited<ReturnType<typeof openKafkaLog>>,
  { pausing }: Standing = { pausing: () => false },
) {
  const offsets: number[] = [];
  const registry = new Registry();
  const reader = { offsets, registry, pauses: 0, close: () => running.close() };
  const consumer: AtLeastOnce = {
    group: 'readers',
    topic: TOPIC,
    delivery: 'at-least-once',
    begin: 'earliest',
    commit: 'batch',
    async work({ records }) {
      if (pausing(records[0]!.offset)) {
        reader.pauses += 1;
        return { pauseMs: 100 };
      }
      offsets.push(...records.map(({ offset }) => offset));
      return { next: records.at(-1)!.offset + 1 };
    },
  };
  const onFatal = (error: Error) => {
    throw error;
  };
  const running = await runConsumer(consumer, { log, logger: quietLogger, registry, onFatal });
  onTestFinished(() => running.close());
  return reader;
}
