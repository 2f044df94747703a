import type { SiteTables } from '@freshet/tables';
import type { Treatment } from '../experiments/treatment.ts';
import { type List, listOf } from './list.ts';
import type { Task, Work } from './task.ts';

/** Items of a board that a list by a counter has to choose from, beyond those it shows. */
const BOARD_SPARE = 200;

/** The list of a slot as an arm of an experiment makes it, and says so. */
export async function treatedList(
  site: SiteTables,
  task: Task,
  work: Work,
  { strategy, ranker = work.ranker }: Treatment,
): Promise<List> {
  if (strategy === 'none') return { strategy, items: [], emptyBecause: 'EXPERIMENT' };
  if (strategy === 'personal') return listOf(site, task, { ...work, ranker });
  const situation = { ...nobody, boardTop: task.slot.n + BOARD_SPARE };
  // What others are measured against explores nothing.
  const impersonal = { ...task, situation, isImpersonal: true, explorationShare: 0 };
  const list = await listOf(site, impersonal, { ...work, ranker });
  return list.items.length === 0 ? list : { ...list, strategy };
}

const nobody = { session: [], context: [], hops: [], history: [] };
