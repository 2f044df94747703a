import { inNamespace, type Namespace, type Topic } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Tracing } from '@freshet/tracing';
import type { Consumer, Log } from '../log.ts';
import { sharedOffsets } from '../shared-offsets.ts';
import type { ProcessorMetrics } from './metrics.ts';
import { PartitionRunner } from './partition-runner.ts';
import { PartitionState } from './partition-state.ts';
import type { Processor } from './processor.ts';

/** How often a partition's fence is held against the store, also when nothing comes in. */
const VERIFY_MS = 5_000;

export interface ProcessorRuntime {
  readonly log: Log;
  readonly store: Store;
  /** Whose state and derived topics these are; one processor runs once in each. */
  readonly namespace: Pick<Namespace, 'name' | 'from' | 'to'>;
  readonly logger: Logger;
  readonly metrics: ProcessorMetrics;
  /** Without it records that are part of a trace get no span here, and it ends with them. */
  readonly tracing?: Tracing | undefined;
  /** Epoch ms; for flush intervals and the freshness histogram only. */
  readonly clock: () => number;
  /** Keys of decoded state kept in memory, over all partitions of the processor. */
  readonly cacheKeysMax: number;
  onFatal(error: Error): void;
}

export interface RunningProcessor {
  /** The consumer group, by its name in the namespace. */
  readonly group: string;
  /** Partitions held here now. */
  readonly assigned: readonly number[];
  /** Writes what is in memory and leaves the group. */
  close(): Promise<void>;
}

/** Joins the processor's consumer group; the partitions assigned to this member are processed here. */
export async function runProcessor<Input, State, Output>(
  processor: Processor<Input, State, Output>,
  runtime: ProcessorRuntime,
): Promise<RunningProcessor> {
  const { log, store, cacheKeysMax } = runtime;
  const { input } = processor;
  const { name: namespace, from, to } = boundsOf(runtime.namespace, input);
  const group = inNamespace(processor.group, namespace);
  const named = { ...processor, group };
  const partitions = log.admin.partitions(input.name);
  const offsets = sharedOffsets(log, input.name);
  let consumer: Consumer | undefined;
  const runners = Array.from({ length: partitions }, (_, partition) => {
    return new PartitionRunner({
      ...runtime,
      processor: named,
      state: new PartitionState({
        processor,
        store,
        partition: { namespace, group: processor.group, partition, partitions },
        begin: from[partition] ?? 0,
        cacheKeysMax: Math.ceil(cacheKeysMax / partitions),
      }),
      end: to?.[partition],
      offsets,
      rewind: (offset) => consumer?.seek(partition, offset),
    });
  });
  consumer = await log.consume({
    group,
    topic: input.name,
    position(partition) {
      runtime.metrics.assignments.inc({ group });
      return runners[partition]!.position();
    },
    handle: (batch) => runners[batch.partition]!.handle(batch),
    onFatal: runtime.onFatal,
  });
  runtime.metrics.lag.add(group, {
    positions: () => new Map(consumer.assigned.map((each) => [each, runners[each]!.next])),
    ends: () => log.admin.offsets(input.name),
  });
  const verifying = setInterval(() => {
    for (const partition of consumer.assigned) void runners[partition]!.verify();
  }, VERIFY_MS);
  return {
    group,
    get assigned() {
      return consumer.assigned;
    },
    async close() {
      runtime.metrics.lag.remove(group);
      clearInterval(verifying);
      try {
        // Written before the group is told: who takes over begins where this member ended, and nothing is
        // done twice or refused as stale.
        await Promise.all(runners.map((runner) => runner.close()));
      } finally {
        await consumer.close();
      }
    },
  };
}

/** A namespace's bounds are offsets of events; what it derives itself is read whole. */
function boundsOf({ name, from, to }: ProcessorRuntime['namespace'], { kind }: Topic) {
  return kind === 'intake' ? { name, from, to } : { name, from: [], to: null };
}
