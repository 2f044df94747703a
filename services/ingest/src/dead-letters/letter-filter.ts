import type { FiledLetter, LetterStatus } from './filed-letter.ts';

/** Which letters are meant; what is undefined does not matter. */
export interface LetterFilter {
  /** Origin. */
  readonly topic?: string;
  readonly group?: string;
  readonly code?: string;
  /** Of the record, as text. */
  readonly key?: string;
  /** Filed at or after, epoch ms. */
  readonly from?: number;
  /** Filed before, epoch ms. */
  readonly to?: number;
  /** Offsets in the letters' topic. */
  readonly offsets?: readonly number[];
  readonly statuses: readonly LetterStatus[];
}

/** Whether a letter of the right time is meant. */
export function isMeant({ offset, status, letter }: FiledLetter, filter: LetterFilter): boolean {
  const { topic, group, code, key, offsets, statuses } = filter;
  return (
    statuses.includes(status) &&
    (topic === undefined || topic === letter.topic) &&
    (group === undefined || group === letter.group) &&
    (code === undefined || code === letter.code) &&
    (key === undefined || key === letter.key?.toString()) &&
    (offsets === undefined || offsets.includes(offset))
  );
}
