import { expect, it } from 'vitest';
import { FEEDBACK_MAX, FeedbackTally } from './feedback-tally.ts';
import type { ToldFeedback } from './told-event.ts';

const told = (id: string, more: Partial<ToldFeedback> = {}): ToldFeedback => ({
  id,
  type: 'read',
  userId: 'u',
  itemId: 'i',
  value: 1,
  at: 1_000,
  overwrites: false,
  labels: null,
  comment: '',
  ...more,
});

function sumsOf(...acts: readonly ToldFeedback[]) {
  const tally = new FeedbackTally();
  for (const act of acts) tally.add(act);
  return tally.documents().map(({ ItemId, Value, Timestamp, Updated, Comment }) => {
    return [ItemId, Value, Timestamp.slice(14), Updated.slice(14), Comment];
  });
}

it.for<[what: string, acts: readonly ToldFeedback[], sums: readonly unknown[][]]>([
  ['one act', [told('1')], [['i', 1, '00:01Z', '00:01Z', '']]],
  ['the same act twice', [told('1'), told('1')], [['i', 1, '00:01Z', '00:01Z', '']]],
  [
    'acts in any order of their times',
    [told('1', { at: 5_000 }), told('2', { at: 2_000, comment: 'later told' })],
    [['i', 2, '00:02Z', '00:05Z', 'later told']],
  ],
  [
    'an act that overwrites, and one after it',
    [told('1'), told('2', { overwrites: true, value: 7, at: 9_000 }), told('3', { at: 3_000 })],
    [['i', 8, '00:03Z', '00:09Z', '']],
  ],
  ['acts without a time', [told('1', { at: null }), told('2')], [['i', 2, '00:00Z', '00:01Z', '']]],
  [
    'other items',
    [told('1'), told('2', { itemId: 'j' })],
    [
      ['i', 1, '00:01Z', '00:01Z', ''],
      ['j', 1, '00:01Z', '00:01Z', ''],
    ],
  ],
])('%s', ([, acts, sums]) => expect(sumsOf(...acts)).toEqual(sums));

it.for<[what: string, type: string | null, left: readonly unknown[]]>([
  ['of one type', 'read', ['star i', 'read j']],
  ['of all types', null, ['read j']],
  ['that nobody told', 'none', ['read i', 'star i', 'read j']],
])('is without feedback %s that was deleted, and told anew has the new', ([, type, left]) => {
  const tally = new FeedbackTally();
  const acts = [told('1'), told('2', { type: 'star' }), told('3', { itemId: 'j' })];
  for (const act of acts) tally.add(act);
  tally.delete({ userId: 'u', itemId: 'i', type });
  // A client tries again what it told before.
  for (const act of acts) tally.add(act);
  const rows = () => tally.documents().map((row) => `${row.FeedbackType} ${row.ItemId}`);
  expect(rows()).toEqual(left);
  tally.add(told('4', { itemId: 'k' }));
  tally.delete({ userId: 'v', itemId: 'k', type: null });
  expect(rows()).toEqual([...left, 'read k']);
});

it('holds so many and leaves out what was told first', () => {
  const acts = Array.from({ length: FEEDBACK_MAX + 2 }, (_, i) =>
    told(String(i), { itemId: String(i) }),
  );
  const items = sumsOf(...acts).map(([itemId]) => itemId);
  expect([items.length, items[0], items.at(-1)]).toEqual([
    FEEDBACK_MAX,
    '2',
    String(FEEDBACK_MAX + 1),
  ]);
});
