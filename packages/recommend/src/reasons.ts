import type { NeighbourSlots } from './neighbour-features.ts';

/** Why an item is in a list: people who visited `from` went on to it in this part of their steps. */
export interface CoVisit {
  /** Position in the session's last distinct items, 0 the newest. */
  readonly from: number;
  /** c(i,j)/tot(i) over all time, 0 to 1. */
  readonly share: number;
}

/** What brought the item in `slot` in; `lists` are those of the session's last distinct items. */
export function coVisitsOf(
  slot: number,
  lists: readonly (NeighbourSlots | undefined)[],
): CoVisit[] {
  return lists.flatMap((list, from) => {
    const at = list?.slots.indexOf(slot) ?? -1;
    if (list === undefined || at < 0 || list.lifetimeTotal <= 0) return [];
    return [{ from, share: list.lifetime[at]! / list.lifetimeTotal }];
  });
}
