import { FreshetError } from '@freshet/runtime';

/**
 * Bytes of key and value together that one record may have, in every engine; below Kafka brokers'
 * default max.message.bytes (1 MiB with its framing).
 */
export const RECORD_BYTES_MAX = 1_000_000;

/** @throws FreshetError LOG_RECORD_TOO_LARGE. */
export function checkRecordSize(topic: string, bytes: number): void {
  if (bytes <= RECORD_BYTES_MAX) return;
  throw new FreshetError(
    'LOG_RECORD_TOO_LARGE',
    `A record of ${bytes} bytes for ${topic} is larger than the ${RECORD_BYTES_MAX} that a record may have.`,
    { topic, bytes, bytesMax: RECORD_BYTES_MAX },
  );
}
