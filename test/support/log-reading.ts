import { randomUUID } from 'node:crypto';
import type { Topic } from '@freshet/events';
import type { Batch, Consumer, Log, Subscription, Verdict } from '@freshet/stream';
import { expect, onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';

/** A keyed topic of a name of its own, kept for ever. */
export function testTopic(overrides: Partial<Topic> = {}): Topic {
  return {
    name: `topic-${randomUUID().slice(0, 8)}`,
    kind: 'intake',
    partitions: 'keyed',
    cleanup: 'delete',
    retentionMs: -1,
    retentionBytes: -1,
    ...overrides,
  };
}

/** A record as a test compares it; `value` as text. */
export interface Seen {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
}

export function seen({ partition, records }: Pick<Batch, 'partition' | 'records'>): Seen[] {
  return records.map(({ offset, key, value }) => ({
    partition,
    offset,
    key: text(key),
    value: text(value),
  }));
}

export const text = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString();

/** The verdict of a handler that is done with the whole batch. */
export const done = ({ records }: Batch): Verdict => ({ next: records.at(-1)!.offset + 1 });

export interface Reading {
  readonly group: string;
  readonly consumer: Consumer;
  /** What was handed over, batch by batch. */
  readonly records: Seen[];
  readonly fatal: Error[];
}

/** Consumes a topic from its start, collecting what comes, in a group of its own unless told otherwise. */
export async function read(
  log: Log,
  { name: topic }: Topic,
  overrides: Partial<Subscription> = {},
): Promise<Reading> {
  const group = overrides.group ?? `group-${randomUUID().slice(0, 8)}`;
  const records: Seen[] = [];
  const fatal: Error[] = [];
  const { handle = async (batch: Batch) => done(batch) } = overrides;
  const consumer = await log.consume({
    topic,
    position: async () => 'earliest',
    onFatal: (error) => void fatal.push(error),
    ...overrides,
    group,
    handle(batch) {
      records.push(...seen(batch));
      return handle(batch);
    },
  });
  onTestFinished(() => consumer.close());
  return { group, consumer, records, fatal };
}

/** All records of a topic in partition and offset order, as many as its offsets promise. */
export async function readAll(log: Log, topic: Topic): Promise<Seen[]> {
  const offsets = await log.admin.offsets(topic.name);
  const count = offsets.reduce((sum, { start, end }) => sum + end - start, 0);
  const { records, consumer } = await read(log, topic);
  await eventually('all records are read', () => {
    expect(records.length).toBeGreaterThanOrEqual(count);
  });
  await consumer.close();
  return records.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** A promise that the test settles. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
