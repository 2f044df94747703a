import { FreshetError, findError } from '@freshet/runtime';
import { withDeadline } from './deadline.ts';
import type { Subscription } from './log.ts';

const HANDLE_TIMEOUT_MS = 60_000;

/** `step`: which of the subscription's functions is called. */
export interface SubscriptionCall {
  readonly subscription: Subscription;
  readonly step: 'position' | 'handle';
  readonly partition: number;
}

/**
 * What a subscription's function answers, in any engine.
 * @throws FreshetError HANDLER_HUNG when it does not come back in time; it cannot be stopped.
 */
export function answerInTime<T>(call: SubscriptionCall, answer: Promise<T>): Promise<T> {
  const timeoutMs = call.subscription.handleTimeoutMs ?? HANDLE_TIMEOUT_MS;
  return withDeadline(answer, timeoutMs, () => hung(call, timeoutMs));
}

/** Why a consumer has ended for good, from what escaped a subscription's function or its engine. */
export function endedBy({ group, topic }: Subscription, cause: unknown): FreshetError {
  const hanging = findError(cause, 'HANDLER_HUNG');
  if (hanging !== undefined) return hanging;
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new FreshetError(
    'CONSUMER_CRASHED',
    `The consumer of ${topic} in group ${group} has ended: ${reason}. Restart the process.`,
    { cause, group, topic },
  );
}

function hung({ subscription, step, partition }: SubscriptionCall, timeoutMs: number) {
  const { group, topic } = subscription;
  return new FreshetError(
    'HANDLER_HUNG',
    `${step} of group ${group} for ${topic}/${partition} has not ended within ${timeoutMs} ms. Restart the process.`,
    { group, topic, partition, step, timeoutMs },
  );
}
