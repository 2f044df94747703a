import { describe, expect, it } from 'vitest';
import { TopCounts } from '../counts/top-counts.ts';
import { compareRows } from './compare-rows.ts';
import { csvOf } from './csv.ts';
import { spansOf } from './spans.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T10:30:07Z');
const countsOf = (counts: Readonly<Record<string, number>>) => {
  const top = new TopCounts(200);
  for (const [name, count] of Object.entries(counts)) top.add(name, count);
  return top;
};

describe('two periods', () => {
  it.for([HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 13 * DAY, 20 * DAY, 300 * DAY])(
    'of %i ms lie one before the other, on what is kept',
    (lengthMs) => {
      const { now, before } = spansOf(NOW - lengthMs, NOW, NOW);
      expect(now.from).toBeLessThanOrEqual(NOW - lengthMs);
      expect(now.to).toBeGreaterThanOrEqual(NOW);
      expect(before.to).toBeLessThanOrEqual(now.from);
      expect(now.from - before.to).toBeLessThan(before.finest.stepS * 1_000);
      for (const { from, to, finest } of [now, before]) {
        expect(from % (finest.stepS * 1_000)).toBe(0);
        expect(to % (finest.stepS * 1_000)).toBe(0);
      }
      const lengths = [now.to - now.from, before.to - before.from];
      expect(Math.abs(lengths[0]! - lengths[1]!)).toBeLessThan(DAY + 1);
    },
  );
});

describe('rows', () => {
  it('say what each name was before, and of all others together', () => {
    const rows = compareRows(countsOf({ a: 5, b: 2 }), countsOf({ b: 3, c: 4 }));
    expect(rows).toEqual([
      { name: 'a', count: 5, before: null, isOther: false },
      { name: 'b', count: 2, before: 3, isOther: false },
      { name: '', count: 0, before: 4, isOther: true },
    ]);
  });

  it('are a hundred at most; the totals stay', () => {
    const many = countsOf(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`n${i}`, 1])));
    const rows = compareRows(many, many);
    expect(rows).toHaveLength(101);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(150);
    expect(rows.reduce((sum, { before }) => sum + (before ?? 0), 0)).toBe(150);
  });

  it('become a table that a spreadsheet takes as text', () => {
    const rows = compareRows(countsOf({ '=HYPERLINK("x")': 3, 'a "b", c': 2 }), countsOf({}));
    expect(csvOf('page', rows)).toBe(
      'page,count,before\n"\'=HYPERLINK(""x"")",3,\n"a ""b"", c",2,\n',
    );
  });
});
