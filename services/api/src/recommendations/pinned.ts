import { type PlacedPin, placePins } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import { admissionTo } from './admission.ts';
import { competitorsFor } from './competition.ts';
import type { GivenCandidates } from './given-candidates.ts';
import type { Task, Work } from './task.ts';

const none: readonly PlacedPin[] = [];

/** What rules pin to places of the list, of what may be in it; they hold against diversity and caps. */
export function pinnedIn(
  task: Task,
  work: Pick<Work, 'taken'>,
  given: GivenCandidates | null,
  items: SiteItems,
): readonly PlacedPin[] {
  const { rules, slot } = task;
  if (rules === null || rules.pins.length === 0) return none;
  const uncapped = { ...task, slot: { ...slot, maxPerCategory: null } };
  const mayBeIn = admissionTo(uncapped, work, given, items);
  const competes = competitorsFor(task, 'pinned', items);
  return placePins(rules.pins, slot.n, (itemId) => {
    const place = items.slotOf(itemId);
    return place >= 0 && competes(place) && mayBeIn(place);
  });
}

/** The list to be made around the pinned items. */
export function around(task: Task, pins: readonly PlacedPin[], items: SiteItems): Task {
  if (pins.length === 0) return task;
  const slot = { ...task.slot, n: task.slot.n - pins.length };
  return { ...task, slot, ahead: pins.map(({ itemId }) => items.slotOf(itemId)) };
}
