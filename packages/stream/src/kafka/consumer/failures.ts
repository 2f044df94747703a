import { FreshetError } from '@freshet/runtime';
import type { Subscription } from '../../log.ts';
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

export function crashed({ group, topic }: Subscription, cause: unknown): FreshetError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new FreshetError(
    'CONSUMER_CRASHED',
    `The consumer of ${topic} in group ${group} has ended: ${reason}. Restart the process.`,
    { cause, group, topic },
  );
}

/** `step`: which of the subscription's functions does not come back. */
export function hung(
  { group, topic }: Subscription,
  step: 'position' | 'handle',
  partition: number,
  timeoutMs: number,
): FreshetError {
  return new FreshetError(
    'HANDLER_HUNG',
    `${step} of group ${group} for ${topic}/${partition} has not ended within ${timeoutMs} ms. Restart the process.`,
    { group, topic, partition, step, timeoutMs },
  );
}
