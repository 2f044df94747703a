import { crc32 } from 'node:zlib';
import { FreshetError } from '@freshet/runtime';
import type { Fence } from '@freshet/store';
import type { LogRecord } from '../log.ts';
import { NO_CHECKSUM } from './partition-state.ts';
import { REBUILD_COMMAND } from './rebuild-command.ts';

/** Where a partition's state stands against its log. */
export interface Standing {
  readonly group: string;
  /** `topic/partition`, for messages. */
  readonly where: string;
  readonly fence: Fence | undefined;
  /** Offset of the next record to process. */
  readonly next: number;
}

/** What a fence remembers of the last record it applied: nothing of one that is to be forgotten. */
export function checksum({ value, isForgotten }: LogRecord): number {
  if (isForgotten) return NO_CHECKSUM;
  return value === null ? 0 : crc32(value);
}

/**
 * The records not yet processed; the one before them, if it is here, must be the one that the fence
 * remembers.
 * @throws FreshetError LOG_HISTORY_CHANGED.
 */
export function unreadRecords(
  records: readonly LogRecord[],
  standing: Standing,
): readonly LogRecord[] {
  const { group, where, fence, next } = standing;
  const first = records.findIndex(({ offset }) => offset >= next);
  const unread = first < 0 ? [] : records.slice(first);
  const last = records[records.length - unread.length - 1];
  const remembers = fence !== undefined && fence.next === next && fence.checksum !== NO_CHECKSUM;
  if (!remembers || last?.offset !== next - 1 || last.isForgotten) return unread;
  if (checksum(last) === fence.checksum) return unread;
  throw new FreshetError(
    'LOG_HISTORY_CHANGED',
    `The record at offset ${next - 1} of ${where} is not the one that group ${group} applied: ` +
      `the topic was recreated or cut. Restore the log, or go over to what it has now: ${REBUILD_COMMAND}.`,
    { offset: next - 1, checksum: checksum(last), expected: fence.checksum },
  );
}

export function logBehindFence({ group, where, next }: Standing, end: number): FreshetError {
  return new FreshetError(
    'LOG_BEHIND_FENCE',
    `${where} ends at offset ${end}, but group ${group} has applied all before ${next}: the log ` +
      `lost its tail or the topic was recreated. Restore the log, or go over to what it has now: ${REBUILD_COMMAND}.`,
    { end, next },
  );
}
