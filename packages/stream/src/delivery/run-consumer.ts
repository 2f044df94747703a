import type { Logger, Registry } from '@freshet/runtime';
import type { Tracing } from '@freshet/tracing';
import type { Log } from '../log.ts';
import { sharedOffsets } from '../shared-offsets.ts';
import { deliveryMetrics } from './metrics.ts';
import { PartitionDelivery } from './partition-delivery.ts';
import type { PlainConsumer } from './plain-consumer.ts';

export interface DeliveryRuntime {
  readonly log: Log;
  readonly logger: Logger;
  /** Where the consumer's figures are registered. */
  readonly registry: Registry;
  /** Without it records that are part of a trace get no span here. */
  readonly tracing?: Tracing | undefined;
  onFatal(error: Error): void;
}

export interface RunningConsumer {
  /** Partitions held here now. */
  readonly assigned: readonly number[];
  /** Commits what was done and leaves the group. */
  close(): Promise<void>;
}

/** Joins the consumer's group; the partitions assigned to this member are worked on here. */
export async function runConsumer(
  consumer: PlainConsumer,
  { log, logger, registry, tracing, onFatal }: DeliveryRuntime,
): Promise<RunningConsumer> {
  const { group, topic } = consumer;
  const metrics = deliveryMetrics(registry);
  const offsets = sharedOffsets(log, topic);
  const shared = { consumer, log, logger, metrics, tracing, offsets };
  const partitions = Array.from(
    { length: log.admin.partitions(topic) },
    (_, partition) => new PartitionDelivery({ ...shared, partition }),
  );
  const member = await log.consume({
    group,
    topic,
    position: (partition) => partitions[partition]!.position(),
    handle: (batch) => partitions[batch.partition]!.handle(batch),
    onFatal,
    ...(consumer.delivery === 'at-least-once' && { commit: consumer.commit }),
    ...(consumer.handleTimeoutMs !== undefined && { handleTimeoutMs: consumer.handleTimeoutMs }),
  });
  metrics.lag.add(group, {
    positions: () => new Map(member.assigned.flatMap(placed)),
    ends: () => log.admin.offsets(topic),
  });
  /** Before its position is found out, a partition is not known to lag. */
  function placed(partition: number): [number, number][] {
    const { next } = partitions[partition]!;
    return next === undefined ? [] : [[partition, next]];
  }
  return {
    get assigned() {
      return member.assigned;
    },
    async close() {
      metrics.lag.remove(group);
      await member.close();
    },
  };
}
