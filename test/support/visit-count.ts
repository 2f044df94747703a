import type { StatePartition, Store } from '@freshet/store';
import { createProcessorMetrics, type Log, type Processor, runProcessor } from '@freshet/stream';
import { Registry } from '@freshet/runtime';
import type { HoldPoint } from './delivery-member.ts';
import { quietLogger } from './quiet-logger.ts';
import { keyedTopic } from './topics.ts';

const NAMESPACE = 'main';
const GROUP = 'visit-count';

export interface VisitCountOptions {
  readonly log: Log;
  readonly store: Store;
  readonly topic: string;
  /** Called before and after each write of state. */
  reach(point: HoldPoint): Promise<void>;
  onFatal(error: Error): void;
}

/**
 * Runs a processor that counts, under each record's key, how often it was applied. Writes a line
 * `applied NEXT` for each fence.
 */
export async function runVisitCount({ log, store, topic, reach, onFatal }: VisitCountOptions) {
  await runProcessor(visitCount(topic), {
    log,
    store: {
      ...store,
      async apply(change) {
        if (change.writes.length > 0) await reach('before-work');
        const applied = await store.apply(change);
        if (change.writes.length > 0) await reach('after-work');
        console.log(`applied ${change.next.next}`);
        return applied;
      },
    },
    namespace: { name: NAMESPACE, from: [], to: null },
    logger: quietLogger,
    metrics: createProcessorMetrics(new Registry()),
    clock: Date.now,
    cacheKeysMax: 100,
    onFatal,
  });
}

function visitCount(topic: string): Processor<string, number, never> {
  return {
    group: GROUP,
    input: keyedTopic(topic),
    codec: {
      encode: (count) => Buffer.from(String(count)),
      decode: (bytes) => Number(Buffer.from(bytes).toString()),
    },
    stateTtlS: 3600,
    flushIntervalMs: 0,
    flushKeysMax: 1_000,
    decode: ({ key }) => ({ inputs: [Buffer.from(key!).toString()] }),
    key: (key) => key,
    at: () => 0,
    receivedAt: () => 0,
    process: (_key, count = 0) => ({ state: count + 1, outputs: [] }),
  };
}

/** The counts under these keys of one partition; 0 where there is none. */
export async function visitCounts(
  store: Store,
  { partition, partitions }: Pick<StatePartition, 'partition' | 'partitions'>,
  keys: readonly string[],
): Promise<number[]> {
  const place = { namespace: NAMESPACE, group: GROUP, partition, partitions };
  const { values } = await store.read(place, keys);
  return values.map((value) => (value === undefined ? 0 : Number(Buffer.from(value).toString())));
}
