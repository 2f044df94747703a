import { describe, expect, it } from 'vitest';
import { checksum, unreadRecords } from './fence-check.ts';

const records = [10, 11, 12].map((offset) => ({
  offset,
  key: null,
  value: Buffer.from(`record ${offset}`),
  timestamp: 0,
}));
const standing = (next: number, sum: number) => ({
  group: 'profiles',
  where: 'behaviour.events/3',
  next,
  fence: { next, checksum: sum, streamTime: 0 },
});
const offsets = (unread: readonly { offset: number }[]) => unread.map(({ offset }) => offset);

describe('unreadRecords', () => {
  it('leaves out what was applied, when the last of it is the one remembered', () => {
    expect(offsets(unreadRecords(records, standing(11, checksum(records[0]!))))).toEqual([11, 12]);
  });

  it('refuses a log whose last applied record is another one', () => {
    expect(() => unreadRecords(records, standing(11, 1))).toThrow(
      expect.objectContaining({ code: 'LOG_HISTORY_CHANGED' }),
    );
  });

  it('takes everything where nothing was applied', () => {
    const fresh = { ...standing(0, 0), fence: undefined };
    expect(offsets(unreadRecords(records, fresh))).toEqual([10, 11, 12]);
  });

  it('has nothing left when all was applied', () => {
    expect(unreadRecords(records, standing(13, checksum(records[2]!)))).toEqual([]);
  });
});
