import { topics } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import { headersBytes, type RecordHeaders } from './record-headers.ts';

/**
 * Bytes of key, value and headers together that one record may have, in every engine; below Kafka brokers'
 * default max.message.bytes (1 MiB with its framing).
 */
export const RECORD_BYTES_MAX = 1_000_000;

/**
 * A dead letter holds a record that somebody else wrote, as large as the brokers take by default, its
 * origin and its reason; otherwise that record would stop its partition.
 */
export const LETTER_BYTES_MAX = 1_100_000;

/** What counts towards that size. */
export function recordBytes(
  key: Uint8Array | null,
  value: Uint8Array | null,
  headers: RecordHeaders | undefined,
): number {
  return (key?.length ?? 0) + (value?.length ?? 0) + headersBytes(headers);
}

/** @throws FreshetError LOG_RECORD_TOO_LARGE. */
export function checkRecordSize(topic: string, bytes: number): void {
  const bytesMax = topic === topics.deadLetters.name ? LETTER_BYTES_MAX : RECORD_BYTES_MAX;
  if (bytes <= bytesMax) return;
  throw new FreshetError(
    'LOG_RECORD_TOO_LARGE',
    `A record of ${bytes} bytes for ${topic} is larger than the ${bytesMax} that a record may have.`,
    { topic, bytes, bytesMax },
  );
}
