import { type DeadLetter, deadLetterCodec } from '@freshet/events';
import type { LogRecord } from '@freshet/stream';

/** Letters that are there for the operator; `open`: nobody has seen to it. */
export const shownStatuses = ['open', 'redriven', 'released'] as const;
export type LetterStatus = (typeof shownStatuses)[number] | 'purged';

/** A dead letter in its topic. */
export interface FiledLetter {
  /** In its topic; names the letter. */
  readonly offset: number;
  /** When it was appended there, epoch ms. */
  readonly filedAt: number;
  readonly status: LetterStatus;
  readonly letter: DeadLetter;
}

/** A record that is no letter is shown as one without origin, so that it hides no other. */
export function filedLetter(record: LogRecord, status: LetterStatus): FiledLetter {
  const { offset, timestamp: filedAt } = record;
  return { offset, filedAt, status, letter: decode(record) };
}

function decode({ key, value, timestamp }: LogRecord): DeadLetter {
  try {
    return deadLetterCodec.decode(value ?? new Uint8Array());
  } catch (error) {
    return {
      topic: '',
      partition: -1,
      offset: -1,
      group: '',
      step: '',
      code: 'LETTER_UNREADABLE',
      message: (error as Error).message,
      at: timestamp,
      key: key && Buffer.from(key),
      value: value && Buffer.from(value),
    };
  }
}
