import { FreshetError } from '@freshet/runtime';
import { kafkaErrorType, unreachable } from '../connection.ts';

const lost = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'NOT_COORDINATOR_FOR_GROUP',
]);

/** Whether a heartbeat's error means that this member will have to join its group again. */
export function mustRejoin(error: unknown): boolean {
  return lost.has(kafkaErrorType(error) ?? '');
}

export function joinFailure(
  cause: unknown,
  topic: string,
  brokers: readonly string[],
): FreshetError {
  if (kafkaErrorType(cause) !== 'UNKNOWN_TOPIC_OR_PARTITION') return unreachable(brokers, cause);
  return new FreshetError(
    'LOG_TOPIC_MISMATCH',
    `Kafka topic "${topic}" does not exist; it is created by ensureTopics at the start of a service.`,
    { cause, topic },
  );
}

/** What a handler that commits is told: the offset may have been taken, or not. */
export function commitFailure(
  cause: unknown,
  place: { readonly group: string; readonly topic: string; readonly partition: number },
): FreshetError {
  const { group, topic, partition } = place;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FreshetError(
    'LOG_UNREACHABLE',
    `An offset of group ${group} for ${topic}/${partition} was not committed: ${reason}.`,
    { cause, ...place },
  );
}
