import type { InspectedPartition, InspectedTopic } from '@freshet/stream';
import { type Judgement, orOk, problem, warning } from '../finding.ts';

export interface Replication {
  /** REPLICATION_FACTOR. */
  readonly copies: number;
  /** How many brokers there are. */
  readonly brokers: number;
}

/** Whether each partition has its copies, and may be written to. */
export function judgeReplicas(
  found: readonly InspectedTopic[],
  { copies, brokers }: Replication,
): readonly Judgement[] {
  const behind = found.flatMap(judgeInSync);
  const few = found.filter((topic) => copiesOf(topic) < copies);
  const names = few.map(({ name }) => name).join(', ');
  const tooFew = few.length === 0 ? [] : [fewCopies(names, copies)];
  const single = found.filter((topic) => copiesOf(topic) === 1).length;
  const alone = brokers > 1 && copies === 1 && single > 0 ? [oneCopy(single, brokers)] : [];
  return orOk([...behind, ...tooFew, ...alone], 'every partition has its copies in sync');
}

const copiesOf = ({ partitions }: InspectedTopic): number =>
  Math.min(...partitions.map(({ replicas }) => replicas.length));

function judgeInSync({ name, partitions, settings }: InspectedTopic): Judgement[] {
  const least = Number(settings.get('min.insync.replicas') ?? 1);
  const behind = partitions.filter(({ replicas, inSync }) => inSync.length < replicas.length);
  if (behind.length === 0) return [];
  const away = [...new Set(behind.flatMap(absentOf))].toSorted((a, b) => a - b).join(', ');
  const refused = partitions.filter(({ inSync }) => inSync.length < least);
  const writes =
    refused.length > 0
      ? ` ${refused.length} of them cannot be written to (min.insync.replicas is ${least}).`
      : '';
  return [
    problem(
      `Topic ${name}: ${behind.length} of ${partitions.length} partitions lack copies in sync, those of broker ${away}.${writes}`,
      `Start broker ${away} again, and look at its log if copies stay behind: kafka-topics.sh --bootstrap-server $KAFKA_BROKERS --describe --under-replicated-partitions`,
    ),
  ];
}

const absentOf = ({ replicas, inSync }: InspectedPartition): number[] =>
  replicas.filter((id) => !inSync.includes(id));

const fewCopies = (names: string, copies: number): Judgement =>
  problem(
    `Partitions of ${names} have fewer copies than REPLICATION_FACTOR=${copies}.`,
    'kafka-reassign-partitions.sh --bootstrap-server $KAFKA_BROKERS --execute with a file that names more replicas of each, or set REPLICATION_FACTOR to what they have',
  );

const oneCopy = (topics: number, brokers: number): Judgement =>
  warning(
    `${topics} topics have one copy on ${brokers} brokers: a broker that is lost takes its partitions along.`,
    'Set REPLICATION_FACTOR=3 before topics are made; for those there are: kafka-reassign-partitions.sh --bootstrap-server $KAFKA_BROKERS --execute with a file that names more replicas of each',
  );
