import { describeWithTops } from '../counts/tally.ts';
import type { TopCounts } from '../counts/top-counts.ts';
import { type Cell, PAGE_DIMENSIONS } from '../history/cell.ts';
import type { CellReader } from '../history/cell-reader.ts';
import { coveringCells } from '../history/covering-cells.ts';
import type { Analytics, Dimension, Period } from '../shapes/analytics.ts';
import { compareRows } from './compare-rows.ts';
import { type Span, spansOf } from './spans.ts';

export const DIMENSIONS = [...PAGE_DIMENSIONS, 'item', 'category'] as const satisfies Dimension[];

export interface AnalyticsQuery extends Pick<Span, 'from' | 'to'> {
  readonly site: string;
}

/** A time of a site and the time as long before it, side by side. */
export async function readAnalytics(
  cells: CellReader,
  { site, from, to }: AnalyticsQuery,
  kept: number,
): Promise<Analytics> {
  const spans = spansOf(from, to, kept);
  const read = ({ from: begin, to: end, finest }: Span) =>
    cells.sum(site, coveringCells(begin, end, finest));
  const [now, before] = await Promise.all([read(spans.now), read(spans.before)]);
  const breakdowns = DIMENSIONS.map(
    (dimension) =>
      [dimension, compareRows(names(now, dimension), names(before, dimension))] as const,
  );
  return {
    site,
    now: describe(now, spans.now),
    before: describe(before, spans.before),
    breakdowns: Object.fromEntries(breakdowns) as Analytics['breakdowns'],
  };
}

function names({ tally, pages }: Cell, dimension: Dimension): TopCounts {
  if (dimension === 'item') return tally.items;
  if (dimension === 'category') return tally.categories;
  return pages[dimension];
}

function describe(cell: Cell, { from, to }: Span): Period {
  const { tally, sessions, entered, bounced } = cell;
  return {
    ...describeWithTops(tally, from, to),
    sessions,
    bounceRate: entered === 0 ? null : bounced / entered,
    pagesPerSession: entered === 0 ? null : tally.pageViews / entered,
  };
}
