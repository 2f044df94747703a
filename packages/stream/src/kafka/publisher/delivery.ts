import { setTimeout as delay } from 'node:timers/promises';
import { FreshetError, type Logger } from '@freshet/runtime';
import { kafkaErrorType, unreachable } from '../connection.ts';
import { backoffMs } from '../backoff.ts';
import type { PublisherMetrics } from './metrics.ts';
import type { PartitionBatch, ProduceRequest } from './outgoing.ts';
import type { Produce } from './produce.ts';

export interface DeliveryOptions {
  readonly produce: Produce;
  readonly brokers: readonly string[];
  readonly logger: Logger;
  readonly metrics: PublisherMetrics;
  /** Until when what was accepted then is tried again, epoch ms; one attempt is always made. */
  deadline(acceptedAt: number): number;
  /** Called with each batch once it is written or given up. */
  settled(batch: PartitionBatch): void;
}

/**
 * Sends a request until each of its batches is written or out of time, and tells their records.
 * Resolves after the first attempt. One refused partition fails a whole request without saying which
 * others were written, so from the second attempt on each partition goes by itself: a sick one does
 * not make the others repeat.
 */
export async function deliver(request: ProduceRequest, options: DeliveryOptions): Promise<void> {
  try {
    written(request, await attempt(request, options), options);
  } catch (error) {
    for (const batch of request.batches) {
      void deliverAgain({ ack: request.ack, batches: [batch] }, batch, error, options);
    }
  }
}

async function deliverAgain(
  request: ProduceRequest,
  batch: PartitionBatch,
  firstError: unknown,
  options: DeliveryOptions,
): Promise<void> {
  const { topic, partition, records } = batch;
  const mayRepeat = () => Date.now() < options.deadline(records[0]!.acceptedAt);
  let error = firstError;
  for (let repetition = 1; mayRepeat() && !isTooLarge(error); repetition++) {
    options.metrics.retried();
    options.logger.warn({ err: error, topic, partition, repetition }, 'publishing again');
    await delay(backoffMs(repetition));
    try {
      return written(request, await attempt(request, options), options);
    } catch (again) {
      error = again;
    }
  }
  const failure = failureOf(error, batch, options.brokers);
  for (const { results, index } of records) results.failed(index, failure);
  options.settled(batch);
}

async function attempt(
  request: ProduceRequest,
  { produce, metrics }: DeliveryOptions,
): Promise<readonly number[]> {
  const records = request.batches.reduce((sum, batch) => sum + batch.records.length, 0);
  const answered = metrics.request(request.ack, records);
  try {
    return await produce(request);
  } finally {
    answered();
  }
}

export function written(
  { batches }: ProduceRequest,
  offsets: readonly number[],
  { settled }: Pick<DeliveryOptions, 'settled'>,
): void {
  for (const [i, batch] of batches.entries()) {
    const base = offsets[i]!;
    for (const [n, { partition, results, index }] of batch.records.entries()) {
      results.written(index, { partition, offset: base < 0 ? base : base + n });
    }
    settled(batch);
  }
}

const isTooLarge = (error: unknown): boolean => kafkaErrorType(error) === 'MESSAGE_TOO_LARGE';

function failureOf(
  cause: unknown,
  batch: PartitionBatch,
  brokers: readonly string[],
): FreshetError {
  if (!isTooLarge(cause)) return unreachable(brokers, cause);
  const { topic, partition } = batch;
  return new FreshetError(
    'LOG_RECORD_TOO_LARGE',
    `${topic}/${partition} refused a record as too large; raise its max.message.bytes or send less.`,
    { cause, topic, partition },
  );
}
