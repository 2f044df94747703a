import { RankedBoard } from './boards.ts';
import type { Candidates } from './candidates.ts';
import { COUNTERS, deployments } from './deployment.ts';
import { type Feature, FEATURES, WIDTH } from './features.ts';
import type { Situation, SiteView } from './gather.ts';
import { ItemFeatures } from './item-features.ts';
import type { ContextItem, NeighbourSlots } from './neighbour-features.ts';
import { writeRow } from './rows.ts';

export const NOW = 1_767_225_600_000;

/** A site whose item in slot i has level `levels[i]` in every counter and was visited `visits[i]` times. */
export function siteOf(levels: readonly number[], visits: readonly number[] = []): SiteView {
  const columns = {
    levels: COUNTERS.map(() => levels),
    visitLevels: levels.map((_, slot) => Math.log2(visits[slot] ?? 0)),
    lastSeen: levels.map(() => NOW),
  };
  const board = new RankedBoard(
    levels,
    levels.map((_, slot) => slot),
  );
  const total = board.totalLevel;
  const scale = {
    now: NOW,
    longTotal: total,
    shortTotal: total,
    nowTotal: total,
    deployment: deployments.shop,
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

/** A slot's whole row. */
export function rowOf(
  candidates: Candidates,
  slot: number,
  items: ItemFeatures,
): Readonly<Record<Feature, number>> {
  const row = new Float64Array(WIDTH);
  writeRow(row, 0, candidates.find(slot), candidates, items);
  return Object.fromEntries(FEATURES.map((feature, i) => [feature, row[i]])) as never;
}
