import type { Columns, Row, Table } from '../table.ts';
import { type Attributed, AttributionFold, type FoldOptions } from './attribution-fold.ts';

/** A table of what counts, as the group `attribution` of the namespace that is served counts it. */
export const foldedTable = (
  columns: Columns,
  options: FoldOptions,
  rowsOf: (attributed: Attributed) => readonly Row[],
): Table => ({
  columns,
  isFold: true,
  reader(partition) {
    const fold = new AttributionFold(options);
    const first = options.namespace.from[partition] ?? 0;
    return (record) => (record.offset < first ? [] : fold.take(record).flatMap(rowsOf));
  },
});
