import { type Board, EMPTY_LEVEL } from '@freshet/recommend';
import type { SiteItems } from '@freshet/tables';

/** Candidates that a caller names: they alone are ranked. */
export interface GivenCandidates {
  readonly slots: ReadonlySet<number>;
  /** All of them, in the order given: what is not found otherwise comes from here. */
  readonly board: Board;
  /** Items that nothing is known of, in the order given. */
  readonly unknown: readonly string[];
}

/** What is named twice counts once. */
export function givenCandidates(
  itemIds: readonly string[],
  items: Pick<SiteItems, 'slotOf'>,
): GivenCandidates {
  const slots = new Set<number>();
  const unknown = new Set<string>();
  for (const itemId of itemIds) {
    const slot = items.slotOf(itemId);
    if (slot < 0) unknown.add(itemId);
    else slots.add(slot);
  }
  const inOrder = [...slots];
  const board = {
    size: inOrder.length,
    totalLevel: EMPTY_LEVEL,
    slotAt: (rank: number) => inOrder[rank] ?? -1,
  };
  return { slots, board, unknown: [...unknown] };
}
