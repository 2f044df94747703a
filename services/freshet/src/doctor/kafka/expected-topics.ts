import {
  inNamespace,
  type NamespacePlan,
  namespacePlanCodec,
  namespaceTopics,
  type Topic,
  topics,
} from '@freshet/events';
import { GROUPS } from '@freshet/store';
import { firstPlan, type NewestRecord } from '@freshet/stream';

/** A consumer group and what it reads. */
export interface ExpectedGroup {
  readonly group: string;
  readonly topic: string;
}

/** The plan in the newest record of `deployment.namespaces`; the first one where nothing is decided. */
export function planIn(newest: readonly NewestRecord[]): NamespacePlan {
  const record = newest.find(({ topic }) => topic === topics.deploymentNamespaces.name);
  return record?.value ? namespacePlanCodec.decode(record.value) : firstPlan;
}

/** Every topic that services make when they start, and those of each namespace. */
export function expectedTopics({ namespaces }: NamespacePlan): readonly Topic[] {
  const all: readonly Topic[] = [
    ...Object.values(topics),
    ...namespaces.flatMap((namespace) => Object.values(namespaceTopics(namespace))),
  ];
  return [...new Map(all.map((topic) => [topic.name, topic])).values()];
}

/** The groups of the workers. */
export function expectedGroups({ namespaces }: NamespacePlan): readonly ExpectedGroup[] {
  return namespaces.flatMap((namespace) => {
    const { behaviourEvents, itemSignals, rankerSamples, attributionOutcomes } =
      namespaceTopics(namespace);
    const inputs: Record<keyof typeof GROUPS, Topic> = {
      profiles: behaviourEvents,
      items: itemSignals,
      ranker: rankerSamples,
      attribution: behaviourEvents,
      figures: attributionOutcomes,
    };
    return Object.entries(inputs).map(([group, { name }]) => ({
      group: inNamespace(group, namespace.name),
      topic: name,
    }));
  });
}
