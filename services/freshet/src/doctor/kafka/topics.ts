import type { Topic } from '@freshet/events';
import type { InspectedTopic } from '@freshet/stream';
import { type Judgement, orOk, problem } from '../finding.ts';

/** Whether each topic is there, with its partitions. `keyed`: PARTITIONS. */
export function judgeTopics(
  expected: readonly Topic[],
  found: readonly InspectedTopic[],
  keyed: number,
): readonly Judgement[] {
  const there = new Map(found.map((topic) => [topic.name, topic]));
  if (there.size === 0) return [noTopics()];
  const faults = expected.flatMap((topic) => {
    const one = there.get(topic.name);
    if (one === undefined) return [missing(topic)];
    const wanted = topic.partitions === 'keyed' ? keyed : topic.partitions;
    return one.partitions.length === wanted ? [] : [otherCount(topic, one, wanted)];
  });
  return orOk(faults, `${there.size} topics with their partitions`);
}

const noTopics = (): Judgement =>
  problem(
    'None of the topics is there: no service has started on these brokers, or with another KAFKA_PREFIX.',
    'Set KAFKA_PREFIX as the services have it, or start an ingest and a worker, which make the topics.',
  );

const missing = ({ name }: Topic): Judgement =>
  problem(
    `Topic ${name} is missing.`,
    'Restart an ingest and a worker: each makes the topics that are missing when it starts.',
  );

function otherCount(topic: Topic, found: InspectedTopic, wanted: number): Judgement {
  const count = found.partitions.length;
  return problem(
    `Topic ${topic.name} has ${count} partitions where ${wanted} are expected; services refuse to start on it.`,
    topic.partitions === 'keyed'
      ? `Set PARTITIONS=${count} if all keyed topics have as many; to change the count: freshet repartition`
      : `kafka-topics.sh --bootstrap-server $KAFKA_BROKERS --delete --topic ${found.nameOnBrokers}, and restart an ingest and a worker, which make it anew`,
  );
}
