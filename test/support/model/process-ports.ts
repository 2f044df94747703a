import { partitionOf } from '@freshet/events';
import type { Store } from '@freshet/store';
import type { Consumer, Log, OutgoingRecord, Place, Subscription } from '@freshet/stream';
import type { MemoryLog } from './memory-log.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Process, Steps } from './steps.ts';

export interface PortOptions {
  readonly process: Process;
  readonly steps: Steps;
  readonly log: MemoryLog;
  readonly store: MemoryStore;
}

const notModelled = (): never => {
  throw new Error('not part of the model');
};

/** The store as one process reaches it: each call is a step of the schedule. */
export function storeOf({ process, steps, store }: PortOptions): Store {
  const engine = 'STORE_UNREACHABLE';
  return {
    read: (partition, keys) =>
      steps.request(process, `reads ${partition.group}/${partition.partition}`, {
        engine,
        changes: false,
        take: () => store.read(partition, keys),
      }),
    apply: (change) =>
      steps.request(
        process,
        `applies ${change.partition.group}/${change.partition.partition} ` +
          `${change.from?.next ?? 0} to ${change.next.next}`,
        {
          engine,
          changes: true,
          take: () => store.apply(change),
        },
      ),
    get: notModelled,
    dropNamespace: notModelled,
    check: notModelled,
    close: notModelled,
  };
}

/** The log as one process reaches it; `consume` is the assignment's business. */
export function logOf(
  { process, steps, log }: PortOptions,
  consume: (subscription: Subscription) => Consumer,
): Log {
  const engine = 'LOG_UNREACHABLE';
  return {
    publisher: {
      pendingBytes: 0,
      publishAtomically: notModelled,
      submit: notModelled,
      /** Each partition's records are a request of their own: a crash may fall between any two. */
      async publish(topic, records) {
        const places = new Map<OutgoingRecord, Place>();
        await Promise.all(
          [...byPartition(records, log.partitions(topic))].map(([partition, own]) =>
            steps.request(process, `publishes to ${topic}/${partition}`, {
              engine,
              changes: true,
              take() {
                for (const record of own) {
                  const key = record.key == null ? null : Buffer.from(record.key);
                  places.set(record, log.append(topic, partition, { key, value: record.value }));
                }
              },
            }),
          ),
        );
        return records.map((record) => places.get(record)!);
      },
    },
    admin: {
      ensureTopics: notModelled,
      partitions: (topic) => log.partitions(topic),
      offsets: (topic) =>
        steps.request(process, `asks for the offsets of ${topic}`, {
          engine,
          changes: false,
          take: () => log.offsets(topic),
        }),
      offsetsAt: notModelled,
      committed: notModelled,
      retention: notModelled,
      setRetention: notModelled,
      trim: notModelled,
    },
    consume: (subscription) => Promise.resolve(consume(subscription)),
    follow: notModelled,
    read: notModelled,
    close: notModelled,
  };
}

function byPartition(
  records: readonly OutgoingRecord[],
  partitions: number,
): Map<number, OutgoingRecord[]> {
  const parts = new Map<number, OutgoingRecord[]>();
  for (const record of records) {
    const partition = record.partition ?? (record.key ? partitionOf(record.key, partitions) : 0);
    parts.set(partition, [...(parts.get(partition) ?? []), record]);
  }
  return parts;
}
