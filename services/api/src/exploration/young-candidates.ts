import type { Ranked } from '@freshet/recommend';
import type { SiteTables } from '@freshet/tables';
import { admissionTo } from '../recommendations/admission.ts';
import { competitorsFor } from '../recommendations/competition.ts';
import type { Task, Work } from '../recommendations/task.ts';

/** This part of the choice goes by what is like what the visitor looks at; the rest treats all alike. */
const LIKENESS_PART = 0.5;
/** So many of the session's last distinct items tell what that is, each step back half as much. */
const LOOKED_AT = 3;

/** Young items that a list may have beside what is ranked, and how much each is preferred. */
export interface YoungCandidates {
  readonly slots: readonly number[];
  /** One for each, more than 0. */
  readonly weights: readonly number[];
}

export function youngCandidates(
  ranked: readonly Ranked[],
  { items, young }: Pick<SiteTables, 'items' | 'young'>,
  task: Task,
  work: Work,
): YoungCandidates {
  const listed = new Set(ranked.map(({ slot }) => slot));
  const isAdmitted = admissionTo(task, work, null, items);
  const competes = competitorsFor(task, 'level', items);
  const mayBeIn = (slot: number) => competes(slot) && isAdmitted(slot);
  // What is ranked counts first where only so many of a category may be in the list.
  if (task.slot.maxPerCategory !== null) for (const slot of listed) isAdmitted(slot);
  const likeness = likenessOf(task, young);
  const slots: number[] = [];
  for (const slot of likeness.keys()) if (!listed.has(slot) && mayBeIn(slot)) slots.push(slot);
  for (const slot of young.atOnce) {
    if (!likeness.has(slot) && !listed.has(slot) && mayBeIn(slot)) slots.push(slot);
  }
  const total = slots.reduce((sum, slot) => sum + (likeness.get(slot) ?? 0), 0);
  const alike = total > 0 ? LIKENESS_PART / total : 0;
  const each = (total > 0 ? 1 - LIKENESS_PART : 1) / slots.length;
  return { slots, weights: slots.map((slot) => each + alike * (likeness.get(slot) ?? 0)) };
}

/** How much each young item is like what the visitor looks at, by slot; only those that are. */
function likenessOf(
  { situation }: Pick<Task, 'situation'>,
  young: SiteTables['young'],
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [d, { slot: from }] of situation.context.slice(0, LOOKED_AT).entries()) {
    const { slots, likeness } = young.like(from);
    for (const [i, slot] of slots.entries()) {
      if (young.has(slot)) sums.set(slot, (sums.get(slot) ?? 0) + likeness[i]! / 2 ** d);
    }
  }
  return sums;
}
