import type { NeighbourSlots } from './neighbour-features.ts';

/** Why an item is in a list: people who visited `from` went on to it in this part of their steps. */
export interface CoVisit {
  /** Position in the session's last distinct items, 0 the newest. */
  readonly from: number;
  /** c(i,j)/tot(i) over all time, 0 to 1. */
  readonly share: number;
}

/** What brought the item in `slot` in; `from` has the session's last distinct items, with their lists. */
export function coVisitsOf(
  slot: number,
  from: readonly { readonly list: NeighbourSlots | undefined }[],
): CoVisit[] {
  const coVisits: CoVisit[] = [];
  for (let i = 0; i < from.length; i++) {
    const { list } = from[i]!;
    if (list === undefined || !(list.lifetimeTotal > 0)) continue;
    const at = list.slots.indexOf(slot);
    if (at >= 0) coVisits.push({ from: i, share: list.lifetime[at]! / list.lifetimeTotal });
  }
  return coVisits;
}
