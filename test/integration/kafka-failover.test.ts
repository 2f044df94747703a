import type { Log, LogRecord, Place } from '@freshet/stream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { openKafkaLog } from '../support/kafka-log.ts';
import { keyedTopic } from '../support/topics.ts';

const TOPIC = 'visits';
const KEYS = 8;
const PARTITIONS = 6;
/** A killed broker is missed after 9 s, and a new leader takes a moment. */
const patience = { timeoutMs: 120_000 };
const TEST_TIMEOUT_MS = 600_000;

describe.skipIf(!kafkaAvailable())('three brokers (Kafka)', () => {
  let cluster: KafkaCluster;
  beforeAll(async () => {
    cluster = await startKafka({ brokers: 3 });
  });
  afterAll(() => cluster?.stop());

  const openLog = async (): Promise<Log> => {
    const brokers = cluster.bootstrap.split(',');
    const log = await openKafkaLog({
      brokers,
      partitions: PARTITIONS,
      replicationFactor: 3,
      // No record may fail here, however slow the machine is to elect a leader.
      deliveryTimeoutMs: patience.timeoutMs,
    });
    await log.admin.ensureTopics([keyedTopic(TOPIC)]);
    return log;
  };

  it(
    'keeps order and all that was acknowledged when a broker is killed, and reads on',
    async () => {
      const log = await openLog();
      const reader = await readAll(log);
      const writer = writeOnAndOn(log);
      await eventually('records flow', () => expect(reader.records.length).toBeGreaterThan(100));
      const [killed] = cluster.nodes;
      await killed!.kill('SIGKILL');
      await writer.untilAcknowledged(500, patience);
      await killed!.restart();
      await writer.untilAcknowledged(500, patience);
      await expectAllRead(writer, reader);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'keeps order and all that was acknowledged when a broker restarts in order',
    async () => {
      const log = await openLog();
      const reader = await readAll(log);
      const writer = writeOnAndOn(log);
      await eventually('records flow', () => expect(reader.records.length).toBeGreaterThan(100));
      await cluster.nodes[1]!.restart();
      await writer.untilAcknowledged(500, patience);
      await expectAllRead(writer, reader);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'shows all records of an atomic call or none, also while a broker dies',
    async () => {
      const log = await openLog();
      const reader = await readAll(log);
      const writer = writeAtomicallyOnAndOn(log);
      await eventually(
        'calls are done',
        () => expect(writer.done.size).toBeGreaterThan(10),
        patience,
      );
      await cluster.nodes[2]!.kill('SIGKILL');
      const aim = writer.done.size + 20;
      await eventually('more are', () => expect(writer.done.size).toBeGreaterThan(aim), patience);
      await cluster.nodes[2]!.restart();
      await writer.stop();
      await eventually(
        'everything acknowledged is read, and no call in part',
        () => {
          const shown = partitionsByValue(reader.records);
          expect([...writer.done].filter((value) => !shown.has(value))).toEqual([]);
          for (const [value, partitions] of shown) {
            expect([value, partitions.size]).toEqual([value, PARTITIONS]);
          }
        },
        patience,
      );
      expect(reader.fatal).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});

/** Each call has one record for every partition; failed calls are not repeated. */
function writeAtomicallyOnAndOn(log: Log) {
  const done = new Set<string>();
  const stopping = new AbortController();
  const writers = ['a', 'b'].map(async (writer) => {
    for (let call = 0; !stopping.signal.aborted; call++) {
      const value = `${writer}${call}`;
      const records = Array.from({ length: PARTITIONS }, (_, partition) => ({
        partition,
        value: Buffer.from(value),
      }));
      await log.publisher.publishAtomically(TOPIC, records).then(
        () => done.add(value),
        () => undefined,
      );
    }
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(writers);
  };
  onTestFinished(stop);
  return { done, stop };
}

function partitionsByValue(records: readonly Read[]): Map<string, Set<number>> {
  const partitions = new Map<string, Set<number>>();
  for (const { value, partition } of records) {
    const known = partitions.get(String(value)) ?? new Set();
    partitions.set(String(value), known.add(partition));
  }
  return partitions;
}

interface Written {
  readonly place: Place;
  readonly value: string;
}
type Read = LogRecord & { readonly partition: number };

/** Publishes rising numbers under a few keys until told to stop; calls overlap. */
function writeOnAndOn(log: Log) {
  const acknowledged: Written[] = [];
  const failures: unknown[] = [];
  const stopping = new AbortController();
  const stop = async (): Promise<readonly Written[]> => {
    stopping.abort();
    await Promise.all(writers);
    return acknowledged;
  };
  onTestFinished(async () => void (await stop()));
  const writers = Array.from({ length: KEYS }, async (_, key) => {
    const open = new Set<Promise<void>>();
    for (let sequence = 0; !stopping.signal.aborted; sequence++) {
      const value = `${key}:${sequence}`;
      const call = log.publisher
        .publish(TOPIC, [{ key: `key-${key}`, value: Buffer.from(value) }])
        .then(([place]) => void acknowledged.push({ place: place!, value }))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => open.delete(call));
      open.add(call);
      if (open.size >= 4) await Promise.race(open);
    }
    await Promise.all(open);
  });
  return {
    failures,
    stop,
    async untilAcknowledged(more: number, options: { timeoutMs: number }): Promise<void> {
      const aim = acknowledged.length + more;
      const reached = () => expect(acknowledged.length).toBeGreaterThanOrEqual(aim);
      await eventually(`${more} more acknowledged`, reached, options);
    },
  };
}

async function readAll(log: Log) {
  const records: Read[] = [];
  const fatal: Error[] = [];
  const next = new Map<number, number>();
  await log.consume({
    group: 'readers',
    topic: TOPIC,
    position: (partition) => Promise.resolve({ offset: next.get(partition) ?? 0 }),
    handle({ partition, records: handed }) {
      for (const record of handed) records.push({ ...record, partition });
      const end = handed.at(-1)!.offset + 1;
      next.set(partition, end);
      return Promise.resolve({ next: end });
    },
    onFatal: (error) => void fatal.push(error),
  });
  return { records, fatal };
}

/** Stops the writer: all that was acknowledged is read, in order, and nothing failed. */
async function expectAllRead(
  writer: ReturnType<typeof writeOnAndOn>,
  reader: Awaited<ReturnType<typeof readAll>>,
): Promise<void> {
  const acknowledged = await writer.stop();
  await eventually(
    'everything acknowledged is read',
    () => expect(lost(acknowledged, reader.records)).toEqual([]),
    patience,
  );
  expect(writer.failures).toEqual([]);
  expectOrder(reader.records);
  expect(reader.fatal).toEqual([]);
}

/** What was acknowledged at a place where now nothing or something else lies. */
function lost(acknowledged: readonly Written[], records: readonly Read[]): Written[] {
  const at = new Map(records.map((r) => [`${r.partition}:${r.offset}`, String(r.value)]));
  return acknowledged.filter(
    ({ place, value }) => at.get(`${place.partition}:${place.offset}`) !== value,
  );
}

/** A retry may repeat records, but never lets one be seen first behind a later one. */
function expectOrder(records: readonly Read[]): void {
  const seen = new Map<string, number>();
  for (const { value } of records) {
    const [key = '', sequence = ''] = String(value).split(':');
    const newest = seen.get(key) ?? -1;
    expect(Number(sequence)).toBeLessThanOrEqual(newest + 1);
    seen.set(key, Math.max(newest, Number(sequence)));
  }
}
