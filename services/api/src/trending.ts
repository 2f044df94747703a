import { type Board, COUNTERS, type Deployment, valueOfLevel } from '@freshet/recommend';
import type { EntryFilter, SiteItems, SiteTables } from '@freshet/tables';

/** Half-lives of the counters that a trending list may go by. */
export const WINDOWS = ['5m', '1h', '24h'] as const;
export type Window = (typeof WINDOWS)[number];

/** Items looked at for one trending list; a filter that lets few of them through gets a board of its own. */
export const TRENDING_SCAN_MAX = 5_000;

export interface Trend {
  readonly itemId: string;
  /** Visits, carts and purchases, weighed, each halved for every window that has passed since. */
  readonly score: number;
}

export interface TrendingQuery {
  readonly window: Window;
  readonly category: string | null;
  readonly n: number;
  readonly filter: EntryFilter | null;
}

/** The items most looked at, as of the site's newest event; items that nobody looked at are left out. */
export async function trending(
  site: SiteTables,
  query: TrendingQuery,
  deployment: Deployment,
): Promise<Trend[]> {
  const { window, category, n, filter } = query;
  const board = site.boards.board(window, category ?? undefined);
  const trends = trendsOn(board, site.items, query, deployment);
  if (trends.length >= n || filter === null || board.size <= TRENDING_SCAN_MAX) return trends;
  const filtered = await site.boards.filteredBoard(window, filter, category ?? undefined);
  return trendsOn(filtered, site.items, query, deployment);
}

function trendsOn(
  board: Board,
  items: SiteItems,
  { window, n, filter }: TrendingQuery,
  deployment: Deployment,
): Trend[] {
  const counter = COUNTERS.indexOf(window);
  const levels = items.columns.levels[counter]!;
  const halfLifeMs = deployment.counterHalfLivesMs[counter]!;
  const trends: Trend[] = [];
  const depth = Math.min(board.size, TRENDING_SCAN_MAX);
  for (let rank = 0; rank < depth && trends.length < n; rank++) {
    const slot = board.slotAt(rank);
    const score = valueOfLevel(levels[slot]!, items.now, halfLifeMs);
    if (!(score > 0) || !items.isServable(slot)) continue;
    if (filter !== null && !items.matches(slot, filter)) continue;
    trends.push({ itemId: items.ids[slot]!, score });
  }
  return trends;
}
