import { createBoard } from './boards.ts';
import { Candidates } from './candidates.ts';
import { COUNTERS } from './deployment.ts';
import { COLUMN, type Feature, WIDTH } from './features.ts';
import { type Situation, type SiteView } from './gather.ts';
import { ItemFeatures } from './item-features.ts';
import type { ContextItem, NeighbourSlots } from './neighbour-features.ts';

export const NOW = 1_767_225_600_000;

/** A site whose item in slot i has level `levels[i]` in every counter and was visited `visits[i]` times. */
export function siteOf(levels: readonly number[], visits: readonly number[] = []): SiteView {
  const columns = {
    levels: COUNTERS.map(() => levels),
    visitLevels: levels.map((_, slot) => Math.log2(visits[slot] ?? 0)),
    lastSeen: levels.map(() => NOW),
  };
  const board = createBoard(
    levels,
    levels.map((_, slot) => slot),
  );
  const total = board.totalLevel;
  const scale = {
    now: NOW,
    longTotal: total,
    shortTotal: total,
    lifetimeHalfLifeMs: Number.POSITIVE_INFINITY,
  };
  return { long: board, short: board, items: new ItemFeatures(columns, scale) };
}

/** A list with these weights by slot. */
export function listOf(
  weights: Readonly<Record<number, number>>,
  fields: Partial<NeighbourSlots> = {},
): NeighbourSlots {
  const values = Object.values(weights);
  const total = values.reduce((sum, weight) => sum + weight, 0);
  return {
    slots: Object.keys(weights).map(Number),
    lifetime: values,
    recent: values,
    after: values,
    lifetimeTotal: total,
    recentTotal: total,
    afterTotal: total,
    landmark: NOW,
    ...fields,
  };
}

export function contextOf(...lists: readonly (NeighbourSlots | undefined)[]): ContextItem[] {
  return lists.map((list) => ({ slot: -1, list }));
}

export const nowhere: Situation = { session: [], context: [], hops: [], history: [], boardTop: 0 };

/** One column of a slot's row. */
export function featureOf(candidates: Candidates, slot: number, feature: Feature): number {
  return candidates.rows[candidates.find(slot) * WIDTH + COLUMN[feature]]!;
}
