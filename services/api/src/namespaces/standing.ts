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

type Group = keyof typeof GROUPS;

/** How far a group has come in one partition of its input. */
export interface Standing extends PartitionOffsets {
  /** Offset of the next record to apply; none that retention has removed. */
  readonly next: number;
}

/** Where a namespace begins and ends are offsets of events; what it derives from them is read whole. */
export function readingsOf(namespace: Namespace): Readonly<Record<Group, GroupReading>> {
  const { name } = namespace;
  const topics = namespaceTopics(namespace);
  const { behaviourEvents, itemSignals, rankerSamples, attributionOutcomes } = topics;
  const whole = { name, from: [], to: null };
  return {
    profiles: { group: GROUPS.profiles, topic: behaviourEvents.name, namespace },
    items: { group: GROUPS.items, topic: itemSignals.name, namespace: whole },
    ranker: { group: GROUPS.ranker, topic: rankerSamples.name, namespace: whole },
    attribution: { group: GROUPS.attribution, topic: behaviourEvents.name, namespace },
    figures: { group: GROUPS.figures, topic: attributionOutcomes.name, namespace: whole },
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
