import { inNamespace, type NamespacePlan, namespaceTopics } from '@freshet/events';
import { GROUPS } from '@freshet/store';

/** A consumer group of a deployment and what it reads. */
export interface GroupInput {
  readonly group: string;
  readonly topic: string;
}

export interface ConsumerGroup extends GroupInput {
  /** Members of it run in this process. */
  readonly isHere: boolean;
}

/** The groups that keep each namespace's state. */
export function groupsIn({ namespaces }: NamespacePlan): readonly GroupInput[] {
  return namespaces.flatMap((namespace) => {
    const topics = namespaceTopics(namespace);
    const inputs = {
      [GROUPS.profiles]: topics.behaviourEvents,
      [GROUPS.items]: topics.itemSignals,
      [GROUPS.ranker]: topics.rankerSamples,
      [GROUPS.attribution]: topics.behaviourEvents,
      [GROUPS.figures]: topics.attributionOutcomes,
    };
    return Object.entries(inputs).map(([group, topic]) => {
      return { group: inNamespace(group, namespace.name), topic: topic.name };
    });
  });
}
