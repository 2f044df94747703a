import { stringify } from 'csv-stringify/sync';
import type { ComparedRow, Dimension } from '../shapes/analytics.ts';

/** One breakdown as a table; what a spreadsheet would take for a formula is text in it. */
export function csvOf(dimension: Dimension, rows: readonly ComparedRow[]): string {
  const lines = rows.map(({ name, count, before, isOther }) => {
    return [isOther ? '(other)' : name, count, before];
  });
  return stringify([[dimension, 'count', 'before'], ...lines], { escape_formulas: true });
}
