import type { TopCounts } from '../counts/top-counts.ts';
import type { ComparedRow } from '../shapes/analytics.ts';

const ROWS_MAX = 100;

/** The most frequent names of now, each with what it was before; the last row is all others. */
export function compareRows(now: TopCounts, before: TopCounts): readonly ComparedRow[] {
  const known = new Map(before.entries());
  const { rows, other } = now.top(ROWS_MAX);
  const shown: ComparedRow[] = rows.map(({ name, count }) => {
    return { name, count, before: known.get(name) ?? null, isOther: false };
  });
  const names = new Set(rows.map(({ name }) => name));
  let otherBefore = before.other;
  for (const [name, count] of known) if (!names.has(name)) otherBefore += count;
  if (other === 0 && otherBefore === 0) return shown;
  return [...shown, { name: '', count: other, before: otherBefore, isOther: true }];
}
