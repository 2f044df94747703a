import {
  type Board,
  COUNTERS,
  type Counter,
  type Deployment,
  valueOfLevel,
} from '@freshet/recommend';
import type { EntryFilter, Ranking, SiteTables } from '@freshet/tables';
import { type EmptyBecause, emptinessOf } from './recommendations/emptiness.ts';

/** Half-lives of the counters that a trending list may go by. */
export const WINDOWS = ['5m', '1h', '24h'] as const;

/** Items looked at for one list; a filter that lets few of them through gets a board of its own. */
export const BOARD_SCAN_MAX = 5_000;

export interface BoardQuery {
  readonly category: string | null;
  readonly n: number;
  readonly filter: EntryFilter | null;
}

/** Best first. */
export interface BoardList<Row> {
  readonly items: readonly Row[];
  /** Of a list without items. */
  readonly emptyBecause?: EmptyBecause;
}

export interface Visited {
  readonly itemId: string;
  /** Visits, carts and purchases, weighed, each halved for every half-life that has passed since. */
  readonly score: number;
}

export interface Published {
  readonly itemId: string;
  /** Epoch ms. */
  readonly publishedAt: number;
}

/** The items most visited, as of the site's newest event; items that nobody has visited are left out. */
export function mostVisited(
  site: SiteTables,
  counter: Counter,
  query: BoardQuery,
  deployment: Deployment,
): Promise<BoardList<Visited>> {
  const { items } = site;
  const place = COUNTERS.indexOf(counter);
  const levels = items.columns.levels[place]!;
  const halfLifeMs = deployment.counterHalfLivesMs[place]!;
  return listFrom(site, counter, query, (slot) => {
    const score = valueOfLevel(levels[slot]!, items.now, halfLifeMs);
    return score > 0 ? { itemId: items.ids[slot]!, score } : undefined;
  });
}

/** The items published last as of `now` (epoch ms); items without a date are left out. */
export function latest(
  site: SiteTables,
  query: BoardQuery,
  now: number,
): Promise<BoardList<Published>> {
  const { items } = site;
  return listFrom(site, 'published', query, (slot) => {
    const publishedAt = items.entryIn(slot)?.publishedAt ?? null;
    if (publishedAt === null || publishedAt > now) return undefined;
    return { itemId: items.ids[slot]!, publishedAt };
  });
}

/** What `rowOf` makes of the items that may be shown, in the order of a board; undefined leaves one out. */
async function listFrom<Row>(
  site: SiteTables,
  ranking: Ranking,
  query: BoardQuery,
  rowOf: (slot: number) => Row | undefined,
): Promise<BoardList<Row>> {
  const items = await rowsFrom(site, ranking, query, rowOf);
  if (items.length > 0) return { items };
  return { items, emptyBecause: await emptinessOf(site, query, 'NOTHING_RANKED') };
}

async function rowsFrom<Row>(
  site: SiteTables,
  ranking: Ranking,
  query: BoardQuery,
  rowOf: (slot: number) => Row | undefined,
): Promise<Row[]> {
  const { items, boards } = site;
  const { n, filter } = query;
  const category = query.category ?? undefined;
  const whole = boards.board(ranking, category);
  const rows = rowsOn(whole);
  if (rows.length >= n || filter === null || whole.size <= BOARD_SCAN_MAX) return rows;
  return rowsOn(await boards.filteredBoard(ranking, filter, category));

  function rowsOn(board: Board): Row[] {
    const found: Row[] = [];
    const depth = Math.min(board.size, BOARD_SCAN_MAX);
    for (let rank = 0; rank < depth && found.length < n; rank++) {
      const slot = board.slotAt(rank);
      if (!items.isServable(slot)) continue;
      if (filter !== null && !items.matches(slot, filter)) continue;
      const row = rowOf(slot);
      if (row !== undefined) found.push(row);
    }
    return found;
  }
}
