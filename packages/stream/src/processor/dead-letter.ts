import { type DeadLetter, deadLetterCodec } from '@freshet/events';
import type { LogRecord } from '../log.ts';

/** A poison record as it goes to `dead.letters`: its raw bytes, where it lay and why. */
export function encodeDeadLetter(
  { key, value, offset }: LogRecord,
  why: Omit<DeadLetter, 'key' | 'value' | 'offset'>,
): Buffer {
  return deadLetterCodec.encode({
    ...why,
    offset,
    key: key && Buffer.from(key),
    value: value && Buffer.from(value),
  });
}
