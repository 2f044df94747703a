import type { FiledLetter, LetterStatus } from './filed-letter.ts';

/** Which letters are meant; what is undefined does not matter. */
export interface LetterFilter {
  /** Origin. */
  readonly topic?: string;
  readonly group?: string;
  readonly code?: string;
  /** Filed at or after, epoch ms. */
  readonly from?: number;
  /** Filed before, epoch ms. */
  readonly to?: number;
  /** Offsets in `dead.letters`. */
  readonly offsets?: readonly number[];
  readonly statuses: readonly LetterStatus[];
}

/** Whether a letter of the right time is meant. */
export function isMeant({ offset, status, letter }: FiledLetter, filter: LetterFilter): boolean {
  const { topic, group, code, offsets, statuses } = filter;
  return (
    statuses.includes(status) &&
    (topic === undefined || topic === letter.topic) &&
    (group === undefined || group === letter.group) &&
    (code === undefined || code === letter.code) &&
    (offsets === undefined || offsets.includes(offset))
  );
}
