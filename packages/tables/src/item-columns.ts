import type { ItemStats } from '@freshet/events';
import { COUNTERS, EMPTY_LEVEL } from '@freshet/recommend';

/** What `item.stats` says of a site's items, in typed arrays by slot: 65 bytes an item. */
export interface StatsColumns {
  levels: Float64Array[];
  lastSeen: Float64Array;
  visits: Float64Array;
  visitLevels: Float64Array;
  visitors: Uint8Array;
}

const SLOTS_MIN = 1024;

export function createColumns(): StatsColumns {
  return {
    levels: COUNTERS.map(() => new Float64Array(SLOTS_MIN).fill(EMPTY_LEVEL)),
    lastSeen: new Float64Array(SLOTS_MIN),
    visits: new Float64Array(SLOTS_MIN),
    visitLevels: new Float64Array(SLOTS_MIN).fill(EMPTY_LEVEL),
    visitors: new Uint8Array(SLOTS_MIN),
  };
}

/** Makes room for `slot`, doubling; the object stays, its arrays are replaced. */
export function growColumns(columns: StatsColumns, slot: number): void {
  if (slot < columns.visits.length) return;
  columns.levels = columns.levels.map((column) => doubled(column, EMPTY_LEVEL));
  columns.lastSeen = doubled(columns.lastSeen, 0);
  columns.visits = doubled(columns.visits, 0);
  columns.visitLevels = doubled(columns.visitLevels, EMPTY_LEVEL);
  columns.visitors = Uint8Array.from({ length: columns.visits.length }, (_, i) => {
    return columns.visitors[i] ?? 0;
  });
}

export function setSlot(columns: StatsColumns, slot: number, stats: ItemStats): void {
  columns.levels.forEach((column, counter) => {
    column[slot] = stats.levels[counter] ?? EMPTY_LEVEL;
  });
  columns.lastSeen[slot] = stats.lastSeen;
  columns.visits[slot] = stats.visits;
  columns.visitLevels[slot] = stats.visitLevel;
  columns.visitors[slot] = stats.visitors;
}

export function clearSlot(columns: StatsColumns, slot: number): void {
  for (const column of columns.levels) column[slot] = EMPTY_LEVEL;
  columns.lastSeen[slot] = 0;
  columns.visits[slot] = 0;
  columns.visitLevels[slot] = EMPTY_LEVEL;
  columns.visitors[slot] = 0;
}

function doubled(column: Float64Array, fill: number): Float64Array {
  const larger = new Float64Array(column.length * 2).fill(fill, column.length);
  larger.set(column);
  return larger;
}
