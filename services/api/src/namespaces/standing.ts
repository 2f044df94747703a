import { type Namespace, namespaceTopics } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import type { Log, PartitionOffsets } from '@freshet/stream';

export interface Engines {
  readonly log: Log;
  readonly store: Pick<Store, 'read'>;
}

/** One consumer group of a namespace and what it reads. */
export interface GroupReading {
  readonly group: string;
  readonly topic: string;
  readonly namespace: Pick<Namespace, 'name' | 'from' | 'to'>;
}

/** How far a group has come in one partition of its input. */
export interface Standing extends PartitionOffsets {
  /** Offset of the next record to apply; none that retention has removed. */
  readonly next: number;
}

/** Where a namespace begins and ends are offsets of events; its own signals are read whole. */
export function readingsOf(namespace: Namespace): { profiles: GroupReading; items: GroupReading } {
  const { name } = namespace;
  const { behaviourEvents, itemSignals } = namespaceTopics(namespace);
  return {
    profiles: { group: GROUPS.profiles, topic: behaviourEvents.name, namespace },
    items: {
      group: GROUPS.items,
      topic: itemSignals.name,
      namespace: { name, from: [], to: null },
    },
  };
}

/** The group's fences held against the log, partition by partition. */
export async function standingOf(
  { log, store }: Engines,
  { group, topic, namespace }: GroupReading,
): Promise<Standing[]> {
  const offsets = await log.admin.offsets(topic);
  return Promise.all(
    offsets.map(async ({ partition, start, end }) => {
      const where = { namespace: namespace.name, group, partition, partitions: offsets.length };
      const { fence } = await store.read(where, []);
      const next = Math.max(start, fence?.next ?? namespace.from[partition] ?? 0);
      return { partition, start, end, next };
    }),
  );
}
